export type FindingState = 'passed' | 'warning' | 'failed'

/** What a check has found, for a person: how it is, what that means, and what to do about it. */
export type Finding = {
  check: string
  label: string
  state: FindingState
  meaning: string
  /** Where it is mended; null when nothing needs doing, or it is not done on a page. */
  action: { label: string; href: string; external: boolean } | null
}

/** Worst first. */
const ORDER: FindingState[] = ['failed', 'warning', 'passed']

/** The worst of them; nothing found is nothing wrong. */
export function worst(states: FindingState[]): FindingState {
  return ORDER.find((state) => states.includes(state)) ?? 'passed'
}

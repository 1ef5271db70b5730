import type { OverlayPoll } from '../contract.ts'
import type { ShownPoll } from './overlay_state.ts'

/**
 * Takes in how a poll stands unless something later is known. Frames of two server processes may
 * overtake each other; and a test must not cover what is being asked.
 */
export function mergePoll(
  known: ShownPoll | null,
  incoming: OverlayPoll,
  isTest = false
): ShownPoll | null {
  const shown = { ...incoming, isTest }
  if (known === null || (known.isTest && !isTest)) return shown
  if (isTest && !known.isTest) return known.status === 'running' ? known : shown
  if (known.id === incoming.id) return known.version >= incoming.version ? known : shown

  return known.id > incoming.id ? known : shown
}

import type { RollRule } from '../../../../app/foundry/protocol.ts'
import type { RollFacts, Verdict } from './adapter.ts'

/**
 * What a GM laid down for a system without an adapter: which results of the one
 * deciding die are critical. Null when no rule speaks of such a die.
 */
export function gmVerdict(rules: RollRule[], { decisive }: RollFacts): Verdict | null {
  const rule = rules.find(({ faces }) => faces === decisive?.faces)
  if (!rule || !decisive) return null

  const verdict = { source: 'rule', confidence: 'high' } as const
  if (rule.success.includes(decisive.natural)) return { ...verdict, critical: 'success' }
  return { ...verdict, critical: rule.failure.includes(decisive.natural) ? 'failure' : null }
}

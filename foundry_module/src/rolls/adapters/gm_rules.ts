import { holds, speaksOf } from '../../../../shared_browser/roll_rules.ts'
import type { RollFacts, Verdict } from './adapter.ts'

/**
 * What a GM laid down for a system that leaves it to the table: the first rule that
 * holds decides. Null when no rule speaks of such dice.
 */
export function gmVerdict({ rules, dice }: Pick<RollFacts, 'rules' | 'dice'>): Verdict | null {
  if (!rules.some((rule) => speaksOf(rule, dice))) return null
  const rule = rules.find((candidate) => holds(candidate, dice))
  return { critical: rule?.result ?? null, source: 'rule', confidence: 'high' }
}

import { judge } from '../../../../shared_browser/roll_rules.ts'
import type { RollFacts, Verdict } from './adapter.ts'

/**
 * What a GM laid down for a system that leaves it to the table: the first rule that
 * holds decides. Null when no rule speaks of such dice.
 */
export function gmVerdict({ rules, dice }: Pick<RollFacts, 'rules' | 'dice'>): Verdict | null {
  const critical = judge(rules, dice)
  return critical === undefined ? null : { critical, source: 'rule', confidence: 'high' }
}

import { gmVerdict } from './gm_rules.ts'
import type { SystemAdapter } from './adapter.ts'

/**
 * Year Zero Engine: a handful of d6, of which sixes succeed and ones on stress dice
 * bring panic. How many sixes are worth a celebration is the GM's to say: without
 * a rule nothing is critical.
 */
export const yearZero: SystemAdapter = {
  systems: ['alienrpg'],
  since: 0,

  verdict(facts) {
    return gmVerdict(facts) ?? { critical: null, source: 'rule', confidence: 'high' }
  },
}

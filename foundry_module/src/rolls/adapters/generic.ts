import { gmVerdict } from './gm_rules.ts'
import type { SystemAdapter } from './adapter.ts'

/**
 * Any system: what the GM laid down, else exactly one kept d20 that shows 20 or 1.
 * That is of low confidence, since a damage roll with a d20 looks the same.
 */
export const generic: SystemAdapter = {
  systems: [],
  since: 0,

  verdict(facts) {
    const byRule = gmVerdict(facts)
    if (byRule) return byRule

    const natural = facts.decisive?.faces === 20 ? facts.decisive.natural : null
    const critical = natural === 20 ? 'success' : natural === 1 ? 'failure' : null
    return { critical, source: 'generic', confidence: 'low' }
  },
}

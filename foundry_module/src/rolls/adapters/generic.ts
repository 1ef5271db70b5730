import type { SystemAdapter } from './adapter.ts'

/**
 * Any system: exactly one kept d20 shows 20 or 1. Of low confidence, since a
 * damage roll with a d20 looks the same.
 */
export const generic: SystemAdapter = {
  systems: [],

  verdict({ decisive }) {
    const natural = decisive?.faces === 20 ? decisive.natural : null
    const critical = natural === 20 ? 'success' : natural === 1 ? 'failure' : null
    return { critical, source: 'generic', confidence: 'low' }
  },
}

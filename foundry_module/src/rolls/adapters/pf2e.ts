import { valueAt } from '../../records.ts'
import type { Verdict, RollFacts, SystemAdapter } from './adapter.ts'

const CRITICAL_FAILURE = 0
const CRITICAL_SUCCESS = 3

/**
 * Second edition (Pathfinder and Starfinder): a natural 20 moves the degree of
 * success by one step, it is not itself critical. The system has done that sum.
 * A roll without a difficulty has no degree, so it is never critical.
 */
export const pf2e: SystemAdapter = {
  systems: ['pf2e', 'sf2e'],

  verdict(facts) {
    const verdict = { source: 'system', confidence: 'high' } as const
    return { ...verdict, critical: criticalOf(degree(facts)) }
  },
}

function degree({ roll, message }: RollFacts): unknown {
  const { flags } = message
  return (
    valueAt(roll, 'options', 'degreeOfSuccess') ??
    valueAt(flags, 'pf2e', 'context', 'outcome') ??
    valueAt(flags, 'sf2e', 'context', 'outcome')
  )
}

function criticalOf(found: unknown): Verdict['critical'] {
  if (found === CRITICAL_SUCCESS || found === 'criticalSuccess') return 'success'
  if (found === CRITICAL_FAILURE || found === 'criticalFailure') return 'failure'
  return null
}

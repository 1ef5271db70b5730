import { recordAt, valueAt, type UnknownRecord } from '../../records.ts'
import type { MessageView } from '../../port.ts'
import { BY_SYSTEM, type Verdict, type RollFacts, type SystemAdapter } from './adapter.ts'

const CRITICAL_FAILURE = 0
const CRITICAL_SUCCESS = 3

/** Contexts that repeat the degree of the check they follow. */
const NOT_A_CHECK = ['damage-roll', 'damage-taken', 'spell-cast', 'self-effect']

/**
 * Second edition (Pathfinder and Starfinder): a natural 20 moves the degree of
 * success by one step, it is not itself critical. The system has done that sum.
 * A roll without a difficulty has no degree, so it is never critical.
 */
export const pf2e: SystemAdapter = {
  systems: ['pf2e', 'sf2e'],
  since: 0,

  /** A reroll that keeps the old roll shows it again in a new message: it was told before. */
  rolls(message) {
    const isReroll = contextOf(message)?.isReroll === true
    const isOld = (roll: UnknownRecord) => valueAt(roll, 'options', 'isReroll') !== true
    return isReroll && message.rolls.every(isOld) ? [] : message.rolls
  },

  modes: (message) => [contextOf(message)?.rollMode],

  verdict: (facts) => ({ ...BY_SYSTEM, critical: criticalOf(degree(facts)) }),
}

/** Where the versions keep what a check was about, the newest first. */
function contextOf({ system, flags }: MessageView): UnknownRecord | null {
  return (
    recordAt(system, 'context') ??
    recordAt(flags, 'pf2e', 'context') ??
    recordAt(flags, 'sf2e', 'context')
  )
}

/** What the message says is about its first roll; the roll's own word counts for any. */
function degree({ roll, message }: RollFacts): unknown {
  const context = contextOf(message)
  const isCheck = !NOT_A_CHECK.includes(String(context?.type)) && roll.class !== 'DamageRoll'
  if (!isCheck) return null
  const ofRoll = valueAt(roll, 'options', 'degreeOfSuccess')
  return ofRoll ?? (message.rolls[0] === roll ? context?.outcome : null)
}

function criticalOf(found: unknown): Verdict['critical'] {
  if (found === CRITICAL_SUCCESS || found === 'criticalSuccess') return 'success'
  if (found === CRITICAL_FAILURE || found === 'criticalFailure') return 'failure'
  return null
}

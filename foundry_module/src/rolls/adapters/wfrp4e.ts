import { finiteOr, recordAt, valueAt, type UnknownRecord } from '../../records.ts'
import type { MessageView } from '../../port.ts'
import { BY_SYSTEM, type Verdict, type SystemAdapter } from './adapter.ts'

/**
 * Warhammer Fantasy Roleplay 4th edition. A test's message holds the test itself, and
 * no roll: what was thrown is read from there. In combat doubles are critical or a
 * fumble, and 99 and 100 always fumble.
 */
export const wfrp4e: SystemAdapter = {
  systems: ['wfrp4e'],
  since: 0,

  rolls(message) {
    const test = testOf(message)
    if (!test) return message.rolls
    const result = recordAt(test, 'result')
    const thrown = finiteOr(result?.roll, 0)
    // An edited or cancelled test may have no throw.
    return thrown < 1 || thrown > 100 ? [] : [toPercentile(thrown, test)]
  },

  modes: (message) => [
    valueAt(testOf(message), 'context', 'rollMode'),
    valueAt(testOf(message), 'context', 'chatOptions', 'rollMode'),
  ],

  verdict: ({ roll }) => ({ ...BY_SYSTEM, critical: judge(recordAt(roll, 'options', 'test')) }),
}

const testOf = ({ system }: MessageView) => recordAt(system, 'testData')

function toPercentile(thrown: number, test: UnknownRecord): UnknownRecord {
  const results = [{ result: thrown, active: true }]
  return {
    formula: '1d100',
    total: thrown,
    terms: [{ class: 'Die', faces: 100, number: 1, results }],
    options: { test },
  }
}

/** The system's own word first; where it is silent but doubles count, the dice speak. */
function judge(test: UnknownRecord | null): Verdict['critical'] {
  const result = recordAt(test, 'result')
  if (!test || !result) return null
  if (isFilled(result.fumble)) return 'failure'
  if (isFilled(result.critical)) return 'success'
  if (!doublesCount(test, result)) return null

  const thrown = finiteOr(result.roll, 0)
  if (thrown === 99 || thrown === 100) return 'failure'
  if (thrown % 11 !== 0) return null
  return thrown <= finiteOr(result.target, 0) ? 'success' : 'failure'
}

/** In combat a test looks for a place to hit; under the optional rule the result has a colour. */
function doublesCount(test: UnknownRecord, result: UnknownRecord): boolean {
  const place = valueAt(test, 'preData', 'hitLocation')
  return (
    place === true || isFilled(place) || result.color_green === true || result.color_red === true
  )
}

const isFilled = (text: unknown) => typeof text === 'string' && text !== '' && text !== 'none'

import { finiteOr, recordAt, recordsIn, type UnknownRecord } from '../../records.ts'
import type { MessageView } from '../../port.ts'
import { BY_SYSTEM, type Verdict, type SystemAdapter } from './adapter.ts'

/** The system's numbers for how hard a check is. */
const HARD = 2
const EXTREME = 3
const KNOWN_DIFFICULTIES = [1, HARD, EXTREME, 4]

/** Where the cards keep their checks: a plain check, then Sanity and Intelligence. */
const POOLS = ['dicePool', 'diceSanPool', 'diceIntPool']

/**
 * Call of Cthulhu 7th edition. The system rolls tens and ones apart, with more tens
 * for bonus and penalty dice, and keeps the check in a flag: each throw there is one
 * roll here, shaped as a d100, so that a push adds one and spent luck adds none.
 */
export const coc7: SystemAdapter = {
  systems: ['CoC7'],
  since: 0,

  rolls(message) {
    const load = loadOf(message)
    const pools = recordsIn(POOLS.map((key) => recordAt(load, key)))
    return pools.length === 0 ? message.rolls : pools.flatMap(rollsOfPool)
  },

  modes: (message) => [loadOf(message)?.rollMode],

  verdict: ({ roll }) => ({ ...BY_SYSTEM, critical: judge(roll) }),
}

const loadOf = ({ flags }: MessageView) => recordAt(flags, 'CoC7', 'load')

function rollsOfPool(pool: UnknownRecord): UnknownRecord[] {
  return recordsIn(pool.rolledDice)
    .filter(({ rolled }) => rolled === true)
    .map((thrown) => toPercentile(pool, thrown))
}

function toPercentile(pool: UnknownRecord, thrown: UnknownRecord): UnknownRecord {
  const modifier = finiteOr(pool.currentPoolModifier, 0)
  const others = modifier < 0 ? thrown.penaltyDice : thrown.bonusDice
  const tens = [
    thrown.baseDie,
    ...(Array.isArray(others) ? others.slice(0, Math.abs(modifier)) : []),
  ]
  const faces = tens.map((ten) => percentOf(ten, thrown.unitDie))
  const kept = modifier < 0 ? Math.max(...faces) : Math.min(...faces)
  const at = faces.indexOf(kept)
  const results = faces.map((result, index) => ({ result, active: index === at }))
  const total = kept + finiteOr(pool.flatDiceModifier, 0) - finiteOr(pool.luckSpent, 0)
  return {
    formula: '1d100',
    total: Math.min(Math.max(total, 1), 100),
    terms: [{ class: 'Die', faces: 100, number: faces.length, results }],
    options: { check: pool },
  }
}

/** A ten on a die of this kind is its zero; two zeros are a hundred. */
function percentOf(ten: unknown, one: unknown): number {
  const sum = (finiteOr(ten, 0) % 10) * 10 + (finiteOr(one, 0) % 10)
  return sum === 0 ? 100 : sum
}

/** 01 is critical; a fumble is 100, and from 96 where less than 50 was needed. */
function judge(roll: UnknownRecord): Verdict['critical'] {
  const check = recordAt(roll, 'options', 'check')
  const total = finiteOr(roll.total, 0)
  if (!check) return null
  if (total >= fumblesFrom(check)) return 'failure'
  return total === 1 && typeof check.threshold === 'number' ? 'success' : null
}

function fumblesFrom(check: UnknownRecord): number {
  const { difficulty } = check
  if (typeof check.threshold !== 'number' || !isKnown(difficulty)) return 100
  const target = check.threshold + finiteOr(check.flatThresholdModifier, 0)
  const parts = difficulty === HARD ? 2 : difficulty === EXTREME ? 5 : 1
  return Math.floor(target / parts) < 50 ? 96 : 100
}

const isKnown = (difficulty: unknown) => KNOWN_DIFFICULTIES.some((known) => known === difficulty)

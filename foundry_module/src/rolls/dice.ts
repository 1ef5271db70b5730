import { DIE_KINDS, type DieKind } from '../../../app/foundry/protocol.ts'
import { finiteOr, isRecord, recordsIn, type UnknownRecord } from '../records.ts'

export interface DieResult {
  /** The face that shows. */
  result: number
  /** What it counts for: another number with `min10` and the like. */
  value: number
  active: boolean
}

export interface Die {
  faces: number
  /** What dice of special kinds are called, such as `stress`; undefined for plain ones. */
  kind?: DieKind
  results: DieResult[]
  /** The term as it stands in the roll's data. */
  term: UnknownRecord
}

/** The one die whose face decides, when there is one. */
export interface DecisiveDie {
  faces: number
  natural: number
  value: number
  term: UnknownRecord
}

/**
 * All dice of a roll's data, nested ones too. A die inside a pool
 * (`{1d20,1d20}kh`) counts as dropped when the pool dropped it.
 */
export function collectDice(roll: UnknownRecord, kept = true): Die[] {
  return [
    ...recordsIn(roll.dice).flatMap((term) => diceOf(term, kept)),
    ...recordsIn(roll.terms).flatMap((term) => diceOf(term, kept)),
  ]
}

function diceOf(term: UnknownRecord, kept: boolean): Die[] {
  if (typeof term.faces === 'number' && Array.isArray(term.results)) return [toDie(term, kept)]
  if (isRecord(term.roll)) return collectDice(term.roll, kept)

  const outcomes = recordsIn(term.results)
  return recordsIn(term.rolls).flatMap((roll, index) =>
    collectDice(roll, kept && outcomes[index]?.active !== false)
  )
}

function toDie(term: UnknownRecord, kept: boolean): Die {
  const results = recordsIn(term.results).map((entry) => {
    const result = finiteOr(entry.result, 0)
    return {
      result,
      value: finiteOr(entry.count, result),
      active: kept && entry.active !== false && entry.discarded !== true && entry.rerolled !== true,
    }
  })
  const kind = kindOf(term.class)
  return { faces: finiteOr(term.faces, 0), ...(kind ? { kind } : {}), results, term }
}

/** Dice of special kinds are classes of their own: `StressDie`, `AlienRPGStressDie`. */
function kindOf(className: unknown): DieKind | undefined {
  const name = typeof className === 'string' ? className.toLowerCase() : ''
  return DIE_KINDS.find((kind) => name.endsWith(`${kind}die`))
}

/** Exactly one kept d20, else exactly one kept die at all. */
export function decisiveDie(dice: Die[]): DecisiveDie | null {
  const twenties = dice.filter(({ faces }) => faces === 20)
  return onlyKept(twenties) ?? (twenties.length === 0 ? onlyKept(dice) : null)
}

function onlyKept(dice: Die[]): DecisiveDie | null {
  const kept = dice.flatMap(({ faces, results, term }) =>
    results
      .filter(({ active }) => active)
      .map(({ result, value }) => ({ faces, natural: result, value, term }))
  )
  return kept.length === 1 ? kept[0] : null
}

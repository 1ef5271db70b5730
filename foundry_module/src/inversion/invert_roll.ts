import { collectDice, decisiveDie } from '../rolls/dice.ts'
import { evaluateTerms } from './evaluate_terms.ts'
import { finiteOr, isRecord, recordsIn, type UnknownRecord } from '../records.ts'

export interface Inversion {
  before: number
  after: number
  totalBefore: number
  /** Null when the sum behind the total is not plain arithmetic. */
  totalAfter: number | null
  /** The roll's data with the die turned over; null as above. */
  roll: UnknownRecord | null
}

/**
 * Turns the one deciding die of a roll upside down: 20 becomes 1, in general
 * `faces + 1 - result`. Every other die, kept or dropped, stays as it fell.
 * Null when no single die decides.
 */
export function invertRoll(original: UnknownRecord): Inversion | null {
  const decisive = decisiveDie(collectDice(original))
  if (!decisive || decisive.natural < 1 || decisive.natural > decisive.faces) return null

  const before = decisive.natural
  const after = decisive.faces + 1 - before
  const totalBefore = finiteOr(original.total, 0)
  const roll = rewritten(original, after)
  const totalAfter = roll ? finiteOr(roll.total, null) : null
  return { before, after, totalBefore, totalAfter, roll }
}

function rewritten(original: UnknownRecord, after: number): UnknownRecord | null {
  const roll = structuredClone(original)
  const terms = recordsIn(roll.terms)
  // If our arithmetic does not find the total that was rolled, it would not find the new one.
  if (!isSame(evaluateTerms(terms), original.total)) return null

  const die = decisiveDie(collectDice(roll))
  if (!die || isInsidePool(terms, die.term) || !turnOver(die.term, after)) return null

  const total = evaluateTerms(terms)
  return total === null ? null : { ...roll, total }
}

function isSame(computed: number | null, recorded: unknown) {
  return computed !== null && Math.abs(computed - finiteOr(recorded, Number.NaN)) < 1e-9
}

/** What a pool keeps may change with the die, and that is the system's rule, not ours. */
function isInsidePool(terms: UnknownRecord[], die: UnknownRecord): boolean {
  return !terms.some(
    (term) =>
      term === die || (isRecord(term.roll) && !isInsidePool(recordsIn(term.roll.terms), die))
  )
}

function turnOver(term: UnknownRecord, after: number): boolean {
  const kept = recordsIn(term.results).find(
    ({ active, discarded, rerolled }) => active !== false && discarded !== true && rerolled !== true
  )
  if (!kept) return false
  if (kept.count !== undefined) {
    const count = recount(term.modifiers, after)
    if (count === null) return false
    kept.count = count
  }
  kept.result = after
  return true
}

/** What a face counts for under `min` and `max`; null under any other rule that counts. */
function recount(modifiers: unknown, face: number): number | null {
  if (!Array.isArray(modifiers)) return null
  let counted: number | null = null
  for (const modifier of modifiers) {
    const bound = /^(min|max)(\d+)$/i.exec(String(modifier))
    if (!bound) continue
    const limit = Number(bound[2])
    counted =
      bound[1].toLowerCase() === 'min'
        ? Math.max(counted ?? face, limit)
        : Math.min(counted ?? face, limit)
  }
  return counted
}

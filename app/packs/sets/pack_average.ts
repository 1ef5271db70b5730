import { type Chance, numberOf } from '#packs/sets/chance'

export type PackShape = {
  /** Of each rarity, from the most common one. */
  chances: Chance[]
  /** Of each card of the pack, the least rarity it may have; null is any. */
  slots: (number | null)[]
  pityAfter: number | null
}

/** How many cards of each rarity a pack has on average, over very many packs of one viewer; null when nothing can be drawn. */
export function packAverage({ chances, slots, pityAfter }: PackShape): number[] | null {
  const shares = slots.map((minimum) => sharesFrom(chances.map(numberOf), minimum ?? 0))
  if (chances.length === 0 || shares.some((share) => share === null)) {
    return null
  }
  const known = shares.filter((share) => share !== null)
  const average = chances.map((_, rarity) => sum(known.map((share) => share[rarity] ?? 0)))
  return pityAfter === null ? average : withPity(average, known, pityAfter)
}

function sharesFrom(chances: number[], minimum: number): number[] | null {
  const total = sum(chances.slice(minimum))
  return total > 0 ? chances.map((chance, rarity) => (rarity < minimum ? 0 : chance / total)) : null
}

/** A pack that has waited long enough has the top rarity in its last card, unless an earlier one has it. */
function withPity(average: number[], shares: number[][], after: number): number[] {
  const top = average.length - 1
  const misses = shares.map((share) => 1 - (share[top] ?? 0))
  const missed = product(misses)
  if (missed === 0) {
    return average
  }
  const cycle = missed === 1 ? after + 1 : (1 - missed ** (after + 1)) / (1 - missed)
  const forced = (missed ** after / cycle) * product(misses.slice(0, -1))
  const last = shares.at(-1) ?? []
  return average.map(
    (cards, rarity) => cards + forced * ((rarity === top ? 1 : 0) - (last[rarity] ?? 0))
  )
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
const product = (numbers: number[]) => numbers.reduce((a, b) => a * b, 1)

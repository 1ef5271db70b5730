import type { Stratum } from '#packs/odds/chi_square'

export interface Outcome {
  id: string
  name: string
  observed: number
  expected: number
}

/** Adds up outcomes that several draws share, such as a rarity of two editions. */
export class OutcomeSums {
  #sums = new Map<string, Outcome>()

  /** Takes in a draw's outcomes, by their ids; the name that came first stays. */
  add(outcomes: { id: string; name: string }[], { observed, expected }: Stratum): void {
    outcomes.forEach(({ id, name }, index) => {
      const sum = this.#sums.get(id) ?? { id, name, observed: 0, expected: 0 }
      sum.observed += observed[index]
      sum.expected += expected[index]
      this.#sums.set(id, sum)
    })
  }

  list(): Outcome[] {
    return [...this.#sums.values()]
  }
}

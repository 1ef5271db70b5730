import type { Edition, EditionCard } from '#packs/draw/edition'
import { overOneDenominator } from '#packs/draw/fraction'
import type { Stratum } from '#packs/odds/chi_square'

/** Cards that came out of packs of one edition, all alike. */
export interface DrawnCount {
  slot: number
  cardId: string
  variantId: string | null
  /** Whether pity gave it its rarity, which was not drawn then. */
  isPity: boolean
  count: number
}

/** Counts what was drawn from an edition, beside what was to be expected. */
export class EditionTally {
  /** By the least rarity of the slot, since each such draw has chances of its own. */
  #rarities = new Map<number, number[]>()
  #cards: number[]
  #looks: number[][]
  #indices: Map<string, number>

  constructor(readonly edition: Edition) {
    this.#cards = edition.cards.map(() => 0)
    this.#looks = edition.cards.map(({ variants }) => [...variants, null].map(() => 0))
    this.#indices = new Map(edition.cards.map(({ id }, index) => [id, index]))
  }

  /** Takes in cards; throws for one that the edition does not have. */
  add({ slot, cardId, variantId, isPity, count }: DrawnCount): void {
    const index = this.#indices.get(cardId)
    if (index === undefined) throw new Error(`The edition has no card ${cardId}`)
    const { rarity, variants } = this.edition.cards[index]
    if (!isPity) this.#raritiesFrom(this.edition.slots[slot] ?? 0)[rarity] += count
    this.#cards[index] += count
    const look = variants.findIndex(({ id }) => id === variantId)
    this.#looks[index][look === -1 ? variants.length : look] += count
  }

  /** Draws of a rarity; outcomes are the edition's rarities. */
  rarityStrata(): Stratum[] {
    const { rarities } = this.edition
    const chances = rarities.map(({ chance }) => chance)
    return [...this.#rarities].map(([from, observed]) => {
      const { parts } = overOneDenominator(chances)
      return stratum(
        observed,
        parts.map((part, index) => (index < from ? 0n : part))
      )
    })
  }

  /** Draws of a card within each rarity; outcomes are the edition's cards. */
  cardStrata(): Stratum[] {
    return this.edition.rarities.map((_rarity, rarity) =>
      stratum(
        this.edition.cards.map((card, index) => (card.rarity === rarity ? this.#cards[index] : 0)),
        this.edition.cards.map((card) => (card.rarity === rarity ? BigInt(card.weight) : 0n))
      )
    )
  }

  /** Draws of a look of each card; the last outcome is the regular one. */
  lookStrata(): Stratum[] {
    return this.edition.cards.map((card, index) => stratum(this.#looks[index], lookParts(card)))
  }

  #raritiesFrom(minimum: number): number[] {
    const counts = this.#rarities.get(minimum) ?? this.edition.rarities.map(() => 0)
    this.#rarities.set(minimum, counts)
    return counts
  }
}

function lookParts({ variants }: EditionCard): bigint[] {
  const { parts, denominator } = overOneDenominator(variants.map(({ chance }) => chance))
  return [...parts, denominator - parts.reduce((sum, part) => sum + part, 0n)]
}

function stratum(observed: number[], parts: bigint[]): Stratum {
  const draws = observed.reduce((sum, count) => sum + count, 0)
  const whole = Number(parts.reduce((sum, part) => sum + part, 0n))
  return { observed, expected: parts.map((part) => (draws * Number(part)) / whole) }
}

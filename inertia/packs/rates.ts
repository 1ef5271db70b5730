import type { Edition, EditionCard } from '#packs/draw/edition'
import { type Chance, type Fraction, overOneDenominator } from '#packs/draw/fraction'

/** A rarity's chances: of any card of a pack, and of those that are guaranteed to be more. */
export interface RarityRates {
  name: string
  cards: number
  /** In the order of `slotKinds`. */
  bySlot: Fraction[]
  /** That a pack has at least one, pity aside. */
  inPack: number
}

/** Cards of a pack that are drawn alike. */
export interface SlotKind {
  minimum: number
  /** From 1, as people count. */
  numbers: number[]
}

/** The kinds of cards a pack has, those of any rarity first. */
export function slotKinds({ slots }: Edition): SlotKind[] {
  const kinds = new Map<number, SlotKind>()
  slots.forEach((slot, index) => {
    const minimum = slot ?? 0
    const kind = kinds.get(minimum) ?? { minimum, numbers: [] }
    kind.numbers.push(index + 1)
    kinds.set(minimum, kind)
  })
  return [...kinds.values()].sort((a, b) => a.minimum - b.minimum)
}

export function rarityRates(edition: Edition): RarityRates[] {
  const kinds = slotKinds(edition)
  const tables = kinds.map(({ minimum }) => chancesFrom(edition, minimum))
  return edition.rarities.map(({ name }, rarity) => {
    const bySlot = tables.map((table) => table[rarity])
    const without = kinds.reduce(
      (product, { numbers }, kind) => product * (1 - toNumber(bySlot[kind])) ** numbers.length,
      1
    )
    const cards = edition.cards.filter((card) => card.rarity === rarity).length
    return { name, cards, bySlot, inPack: 1 - without }
  })
}

function chancesFrom({ rarities }: Edition, minimum: number): Fraction[] {
  const { parts } = overOneDenominator(rarities.map(({ chance }) => chance))
  const allowed = parts.map((part, index) => (index < minimum ? 0n : part))
  const whole = allowed.reduce((sum, part) => sum + part, 0n)
  return allowed.map((part) => ({ numerator: part, denominator: whole }))
}

/** A card's chance among all of its rarity. */
export function cardRates({ cards, rarities }: Edition): (card: EditionCard) => Fraction {
  const wholes = rarities.map(() => 0n)
  for (const { rarity, weight } of cards) wholes[rarity] += BigInt(weight)
  return ({ rarity, weight }) => ({ numerator: BigInt(weight), denominator: wholes[rarity] })
}

export const ofChance = ([numerator, denominator]: Chance): Fraction => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
})

export const toNumber = ({ numerator, denominator }: Fraction) =>
  Number(numerator) / Number(denominator)

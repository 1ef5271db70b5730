import type { Edition } from '#packs/draw/edition'
import type { Chance } from '#packs/draw/fraction'
import type { EditableSet } from '#packs/sets/read_set'

/** What would be drawn from, were the draft published now: no retired card, no variant without a chance. */
export function editionOf(set: EditableSet): Edition {
  const indexes = new Map(set.rarities.map(({ id }, index) => [id, index]))
  const minimums = new Map(set.slots.map(({ slot, minimumRarityId }) => [slot, minimumRarityId]))
  return {
    set: set.id,
    name: set.name,
    packSize: set.packSize,
    pityAfter: set.pityAfter,
    rarities: set.rarities.map(({ id, name, chance }) => ({ id, name, chance: pair(chance) })),
    cards: set.cards
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name, rarityId, weight, variants }) => ({
        id,
        name,
        rarity: indexes.get(rarityId) ?? -1,
        weight,
        variants: variants
          .filter(({ chance }) => chance.numerator > 0)
          .map((variant) => ({ id: variant.id, name: variant.name, chance: pair(variant.chance) })),
      })),
    slots: Array.from({ length: set.packSize }, (_, slot) => {
      const minimum = minimums.get(slot)
      return minimum === undefined ? null : (indexes.get(minimum) ?? null)
    }),
  }
}

const pair = ({ numerator, denominator }: { numerator: number; denominator: number }): Chance => [
  numerator,
  denominator,
]

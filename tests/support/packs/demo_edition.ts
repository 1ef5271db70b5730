import { DEMO_CARDS, DEMO_RARITIES, DEMO_SET } from '#demo/cards/demo_cards'
import type { Edition } from '#packs/draw/edition'
import type { Chance } from '#packs/draw/fraction'

/** The edition of the demo's card set, with ids that never change: what the million draws are of. */
export function demoEdition(): Edition {
  const last = DEMO_SET.packSize - 1
  return {
    set: 'emberfall-road',
    name: DEMO_SET.name,
    packSize: DEMO_SET.packSize,
    pityAfter: DEMO_SET.pityAfter,
    rarities: DEMO_RARITIES.map(({ name, chance }) => ({ id: name, name, chance: pair(chance) })),
    cards: DEMO_CARDS.flatMap((cards, rarity) =>
      cards.map(({ name, weight = 1 }) => ({
        id: name,
        name,
        rarity,
        weight,
        variants: DEMO_RARITIES[rarity].variants.map((variant) => ({
          id: `${name}, ${variant.name}`,
          name: variant.name,
          chance: pair(variant.chance),
        })),
      }))
    ),
    slots: Array.from({ length: DEMO_SET.packSize }, (_, slot) =>
      slot === last ? DEMO_SET.guaranteed : null
    ),
  }
}

/** The same content under other ids: without them, editions can be compared. */
export function withoutIds({ set: _set, rarities, cards, ...edition }: Edition) {
  return {
    ...edition,
    rarities: rarities.map(({ name, chance }) => [name, ...chance]),
    cards: cards.map(({ id: _id, variants, ...card }) => ({
      ...card,
      variants: variants.map(({ name, chance }) => [name, ...chance]),
    })),
  }
}

const pair = ({ numerator, denominator }: { numerator: number; denominator: number }): Chance => [
  numerator,
  denominator,
]

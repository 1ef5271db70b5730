import type { Chance } from '#packs/draw/fraction'
import type { Edition, EditionCard } from '#packs/draw/edition'

const RARITIES: [name: string, chance: Chance, cards: number][] = [
  ['Common', [60, 100], 20],
  ['Uncommon', [1, 4], 14],
  ['Rare', [1, 10], 8],
  ['Epic', [1, 25], 5],
  ['Legendary', [1, 100], 3],
]

/** A set as streamers make them: five rarities, foils, a guaranteed rare, pity after 40 packs. */
export function testEdition(overrides: Partial<Edition> = {}): Edition {
  return {
    set: '0199b2c0-0000-7000-8000-000000000001',
    name: 'The long dark',
    packSize: 5,
    pityAfter: 40,
    rarities: RARITIES.map(([name, chance], index) => ({ id: `rarity-${index}`, name, chance })),
    cards: RARITIES.flatMap(([, , count], rarity) => cardsOf(rarity, count)),
    slots: [null, null, null, null, 2],
    ...overrides,
  }
}

function cardsOf(rarity: number, count: number): EditionCard[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `card-${rarity}-${index}`
    const foil = { id: `${id}-foil`, name: 'Foil', chance: [1, 10] as Chance }
    const gilded = { id: `${id}-gilded`, name: 'Gilded', chance: [1, 50] as Chance }
    return {
      id,
      name: `Card ${rarity}.${index}`,
      rarity,
      weight: 1 + (index % 4),
      variants: index % 3 === 0 ? [] : index % 3 === 1 ? [foil] : [foil, gilded],
    }
  })
}

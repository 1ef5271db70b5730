import { test } from '@japa/runner'
import { canonical } from '#packs/draw/canonical'
import { checkEdition } from '#packs/draw/check_edition'
import type { Edition } from '#packs/draw/edition'
import { parseEdition } from '#packs/draw/parse_edition'
import { testEdition } from '../../support/packs/edition.js'

/** The test edition with something spoiled. */
function spoiled(spoil: (edition: Edition) => void): Edition {
  const edition = structuredClone(testEdition())
  spoil(edition)
  return edition
}

test.group('The text of an edition', () => {
  test('is the same for equal editions, in whatever order they were written', ({ assert }) => {
    const edition = testEdition({ cards: [], rarities: [], slots: [null, 0], name: 'Ünï' })
    const backwards = Object.fromEntries(Object.entries(edition).reverse())
    const text =
      '{"cards":[],"name":"Ünï","packSize":5,"pityAfter":40,"rarities":[],' +
      '"set":"0199b2c0-0000-7000-8000-000000000001","slots":[null,0]}'
    assert.equal(canonical(edition), text)
    assert.equal(canonical(parseEdition(JSON.stringify(backwards))), text)
  })

  test('comes back as it was', ({ assert }) => {
    const edition = testEdition()
    assert.deepEqual(parseEdition(canonical(edition)), edition)
  })

  test('is refused when it is none', ({ assert }) => {
    for (const [spoil, path] of [
      [{ packSize: '5' }, 'packSize'],
      [{ pityAfter: 1.5 }, 'pityAfter'],
      [{ slots: {} }, 'slots'],
      [{ rarities: [{ id: 'a', name: 'b', chance: [1] }] }, 'rarities.0.chance'],
      [{ rarities: [{ id: 'a', name: 'b', chance: [1, -2] }] }, 'rarities.0.chance.1'],
      [{ cards: [null] }, 'cards.0'],
    ] as const) {
      const text = JSON.stringify({ ...testEdition(), ...spoil })
      assert.throws(
        () => parseEdition(text),
        `This is no edition of a card set: ${path} cannot be read.`
      )
    }
  })
})

test.group('What an edition may not be', () => {
  test('nothing is wrong with the one tests use', ({ assert }) => {
    assert.deepEqual(checkEdition(testEdition()), [])
  })

  for (const [name, spoil, path, sentence] of [
    [
      'chances that miss 1 by one in a billion',
      (edition) => (edition.rarities[0].chance = [599_999_999, 1_000_000_000]),
      'rarities',
      'The chances of the rarities add up to 999999999/1000000000, not to 1.',
    ],
    [
      'chances above 1',
      (edition) => (edition.rarities[1].chance = [5, 4]),
      'rarities.1.chance',
      'The chance of Uncommon is no fraction from 0 to 1.',
    ],
    [
      'a rarity that can be drawn and has no card',
      (edition) => (edition.cards = edition.cards.filter(({ rarity }) => rarity !== 3)),
      'rarities.3',
      'Epic can be drawn, but it has no card.',
    ],
    [
      'a top rarity that only pity gives, without a card',
      (edition) => edition.rarities.push({ id: 'mythic', name: 'Mythic', chance: [0, 1] }),
      'rarities.5',
      'Mythic is guaranteed, but it has no card.',
    ],
    [
      'a guarantee that nothing can keep',
      (edition) => {
        edition.rarities.push({ id: 'mythic', name: 'Mythic', chance: [0, 1] })
        edition.pityAfter = null
        edition.slots[4] = 5
      },
      'slots.4',
      'Card 5 of a pack is at least Mythic, but nothing from Mythic up has a chance.',
    ],
    [
      'looks that are more likely than certain',
      (edition) => (edition.cards[2].variants[1].chance = [901, 1000]),
      'cards.2.variants',
      'The chances of the looks of Card 0.2 add up to more than 1.',
    ],
    [
      'a weight of nothing',
      (edition) => (edition.cards[0].weight = 0),
      'cards.0.weight',
      'The weight of Card 0.0 is not a whole number from 1 to 1000000.',
    ],
    [
      'a card of no rarity',
      (edition) => (edition.cards[0].rarity = 9),
      'cards.0.rarity',
      'Card 0.0 has no rarity of this set.',
    ],
    [
      'a card that is there twice',
      (edition) => (edition.cards[1].id = edition.cards[0].id),
      'cards.1',
      'Card 0.1 is there twice.',
    ],
    [
      'a pack without as many slots as cards',
      (edition) => (edition.packSize = 6),
      'packSize',
      'A pack has 1 to 20 cards, and as many slots.',
    ],
    [
      'pity after no pack at all',
      (edition) => (edition.pityAfter = 0),
      'pityAfter',
      'The top rarity is guaranteed after 1 to 1000 packs, or never.',
    ],
    ['no rarity', (edition) => (edition.rarities = []), 'rarities', 'The set has no rarity.'],
  ] satisfies [string, (edition: Edition) => void, string, string][]) {
    test(name, ({ assert }) => {
      assert.deepInclude(checkEdition(spoiled(spoil)), { path, sentence })
    })
  }
})

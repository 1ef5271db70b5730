import { test } from '@japa/runner'
import fc from 'fast-check'
import { canonical } from '#packs/draw/canonical'
import { drawPack } from '#packs/draw/draw_pack'
import { prepareEdition } from '#packs/draw/prepare_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { testEdition } from '../../support/packs/edition.js'

const SEED = Buffer.alloc(32, 7)
const edition = testEdition()
const prepared = prepareEdition(edition)
const editionSha256 = sha256Of(canonical(edition))

function draw(number: number, pityBefore = 0, from = prepared) {
  const redemptionId = `0199b2c0-0000-4000-8000-${String(number).padStart(12, '0')}`
  return drawPack(from, { seed: SEED, editionSha256, number, redemptionId, pityBefore })
}

/** Short enough to be read: rarity, card and look of each. */
function words(number: number, pityBefore = 0): string[] {
  return draw(number, pityBefore).cards.map(({ cardId, variantId }) => variantId ?? cardId)
}

test.group('A pack', () => {
  test('is the one that was written down, on any machine', ({ assert }) => {
    assert.equal(editionSha256, '71ba3a19b4af43c54938a5d17c12b9007b13b87336417b91359c7a88fe42e01a')
    // Reckoned by a program in another language, which was written from ADR 19 alone.
    const second = ['card-0-1', 'card-0-9', 'card-0-17', 'card-0-11']
    assert.deepEqual(words(1), ['card-0-19', 'card-0-3', 'card-1-11', 'card-2-5-foil', 'card-2-4'])
    assert.deepEqual(words(2), [...second, 'card-2-7'])
    assert.deepEqual(words(2, 40), [...second, 'card-4-2'])
  })

  test('has its slots in order, cards of their rarity, and looks of the card', ({ assert }) => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(100), (number, pityBefore) => {
        const { cards, hasTop } = draw(number, pityBefore)
        assert.deepEqual(
          cards.map(({ slot }) => slot),
          [0, 1, 2, 3, 4]
        )
        for (const drawn of cards) {
          const card = edition.cards.find(({ id }) => id === drawn.cardId)
          assert.equal(card?.rarity, drawn.rarity)
          const looks = card?.variants.map(({ id }) => id) ?? []
          assert.isTrue(drawn.variantId === null || looks.includes(drawn.variantId))
        }
        assert.isAtLeast(cards[4].rarity, 2)
        assert.equal(
          hasTop,
          cards.some(({ rarity }) => rarity === 4)
        )
        assert.isTrue(hasTop || pityBefore < 40)
      })
    )
  })

  test('that pity decides changes the last card only, and only without a top card before it', ({
    assert,
  }) => {
    let changed = 0
    for (let number = 1; number <= 300; number++) {
      const [usual, pity] = [draw(number), draw(number, 40)]
      assert.deepEqual(pity.cards.slice(0, 4), usual.cards.slice(0, 4))
      if (usual.cards.slice(0, 4).some(({ rarity }) => rarity === 4)) {
        assert.deepEqual(pity, usual)
      } else {
        assert.equal(pity.cards[4].rarity, 4)
        changed += 1
      }
      assert.deepEqual(draw(number, 39), usual)
    }
    assert.isAbove(changed, 200)
  })

  test('without pity has no guaranteed top card, however long it took', ({ assert }) => {
    const never = prepareEdition(testEdition({ pityAfter: null }))
    const packs = Array.from({ length: 100 }, (_, number) => draw(number, 1_000_000, never))
    assert.isTrue(packs.some(({ hasTop }) => !hasTop))
  })

  test('of one rarity and one card needs no chance', ({ assert }) => {
    const only = prepareEdition({
      ...testEdition(),
      packSize: 1,
      rarities: [{ id: 'r', name: 'Only', chance: [1, 1] }],
      cards: [{ id: 'c', name: 'The one', rarity: 0, weight: 9, variants: [] }],
      slots: [null],
    })
    const cards = [{ slot: 0, cardId: 'c', variantId: null, rarity: 0 }]
    assert.deepEqual(draw(1, 0, only), { cards, hasTop: true })
  })

  test('differs by seed, number, redemption and edition', ({ assert }) => {
    const key = { seed: SEED, editionSha256, number: 1, redemptionId: 'a', pityBefore: 0 }
    const others = [
      key,
      { ...key, seed: Buffer.alloc(32, 8) },
      { ...key, number: 2 },
      { ...key, redemptionId: 'b' },
      { ...key, editionSha256: sha256Of('') },
    ].map((one) => JSON.stringify(drawPack(prepared, one)))
    assert.equal(new Set(others).size, others.length)
  })
})

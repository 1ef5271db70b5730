import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { canonical } from '#packs/draw/canonical'
import { drawPack } from '#packs/draw/draw_pack'
import { prepareEdition } from '#packs/draw/prepare_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import type { PublicOpening } from '#packs/public/public_openings'
import { PackChecker } from '../../../inertia/packs/check_packs.ts'
import { drawAgain, keyOf, sha256 } from '../../../inertia/packs/draw_again.ts'
import { testEdition } from '../../support/packs/edition.js'

const SEED = 'ab'.repeat(32)
const edition = testEdition({ pityAfter: 3, packSize: 20, slots: Array(20).fill(null) })
const text = canonical(edition)
const editionSha256 = sha256Of(text)
const prepared = prepareEdition(edition)

const seed = {
  sha256: sha256Of(Buffer.from(SEED, 'hex')),
  firstNumber: 1,
  lastNumber: 40,
  publishedAt: '2026-03-06T18:00:00.000Z',
  revealedAt: '2026-03-06T22:00:00.000Z',
  lostAt: null,
  seed: SEED,
}

/** As published: forty packs of two viewers in turn. */
function publish(): PublicOpening[] {
  const pity = [0, 0]
  return Array.from({ length: 40 }, (_, index) => {
    const viewer = index % 2
    const pack = {
      number: index + 1,
      redemptionId: randomUUID(),
      editionSha256,
      pityBefore: pity[viewer],
    }
    const { cards, hasTop } = drawPack(prepared, { ...pack, seed: Buffer.from(SEED, 'hex') })
    pity[viewer] = hasTop ? 0 : pack.pityBefore + 1
    return {
      ...pack,
      redeemedAt: seed.publishedAt,
      viewer: { key: `viewer ${viewer}`, name: null },
      setId: edition.set,
      state: 'shown',
      refundedBefore: null,
      shownAt: seed.publishedAt,
      cards: cards.map(({ slot, cardId, variantId }) => ({ slot, cardId, variantId })),
    }
  })
}

async function check(openings: PublicOpening[], firstNumber = 1, editionText = text) {
  const checker = await PackChecker.start({ ...seed, firstNumber }, async () => editionText)
  const checked = []
  for (const opening of openings) checked.push(await checker.check(opening))
  return checked
}

test.group('A pack drawn again in a browser', () => {
  test('is the one that the server drew, however many bytes it takes', async ({ assert }) => {
    const key = await keyOf(SEED)
    for (const opening of publish()) {
      const pack = { ...opening, pityBefore: opening.pityBefore ?? -1 }
      const again = await drawAgain(prepared, key, pack)
      assert.deepEqual(
        again.cards.map(({ slot, cardId, variantId }) => ({ slot, cardId, variantId })),
        opening.cards
      )
    }
    assert.equal(await sha256({ hex: SEED }), seed.sha256)
    assert.equal(await sha256({ text }), editionSha256)
  })

  test('is right, with its pity count', async ({ assert }) => {
    const checked = await check(publish())
    assert.lengthOf(checked, 40)
    assert.deepEqual(
      checked.flatMap(({ faults }) => faults),
      []
    )
    assert.isTrue(checked.every(({ isPityKnown }) => isPityKnown))
  })

  test('is wrong when a card, a look, a count or the odds were changed, or one is gone', async ({
    assert,
  }) => {
    const faultsOf = async (change: (openings: PublicOpening[]) => void, odds = text) => {
      const openings = publish()
      change(openings)
      const checked = await check(openings, 1, odds)
      return checked.flatMap(({ opening, faults }) =>
        faults.map((one) => `${opening.number} ${one}`)
      )
    }
    const first = (faults: string[]) => faults[0] ?? ''

    const card = await faultsOf(([one]) => one.cards?.[2] && (one.cards[2].cardId = 'x'))
    assert.match(card.join(), /^1 Card 3 should be Card \d\.\d+( \(\w+\))?\.$/)
    assert.match(
      first(await faultsOf(([, two]) => (two.pityBefore = 2))),
      /^2 It comes after 0 packs without the top rarity, not after 2\.$/
    )
    assert.equal(
      first(await faultsOf(([, , three]) => three.cards?.pop())),
      '3 It should have 20 cards, not 19.'
    )
    assert.equal(
      first(await faultsOf((openings) => openings.splice(5, 1))),
      '7 The pack before it is missing: no. 6.'
    )
    assert.equal(
      first(await faultsOf(() => {}, text.replace('[60,100]', '[6,10]'))),
      '1 Its odds are not those that were published.'
    )
  })

  test('says which counts began before it', async ({ assert }) => {
    const [, second, third] = publish()
    const checked = await check([second, third], 2)
    assert.deepEqual(
      checked.map(({ faults, isPityKnown }) => [faults, isPityKnown]),
      [
        [[], false],
        [[], false],
      ]
    )
  })
})

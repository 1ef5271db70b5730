import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { canonical } from '#packs/draw/canonical'
import type { DrawnPack } from '#packs/draw/draw_cards'
import { drawPack } from '#packs/draw/draw_pack'
import type { Edition } from '#packs/draw/edition'
import { prepareEdition } from '#packs/draw/prepare_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { fitOf } from '#packs/odds/chi_square'
import { EditionTally } from '#packs/odds/edition_tally'
import { demoEdition } from '../../support/packs/demo_edition.js'

const DRAWS = 1_000_000
const VIEWERS = 500
const SEED = createHash('sha256').update('a million cards').digest()
/** What any machine draws from this seed; a program in another language, written from ADR 19, drew it, too. */
const DIGEST = '321d560a19f92bdf745dc0fe6a5bd5fa4816af776e81ecfe81424ea1ed6cec2b'

interface Opened extends DrawnPack {
  pityBefore: number
}

/** Opens packs for viewers in turn, each with the pity of that viewer. */
function* openPacks(edition: Edition, draws = DRAWS): Generator<Opened> {
  const prepared = prepareEdition(edition)
  const editionSha256 = sha256Of(canonical(edition))
  const pity = new Uint32Array(VIEWERS)
  for (let number = 1; number <= draws / edition.packSize; number++) {
    const viewer = number % VIEWERS
    const pityBefore = pity[viewer]
    const key = { seed: SEED, editionSha256, number, redemptionId: `redemption-${number}` }
    const pack = drawPack(prepared, { ...key, pityBefore })
    pity[viewer] = pack.hasTop ? 0 : pityBefore + 1
    yield { ...pack, pityBefore }
  }
}

test.group('A million draws of the demo set', () => {
  test('are as likely as they are said to be, the same everywhere', ({ assert }) => {
    const edition = demoEdition()
    const tally = new EditionTally(edition)
    const digest = createHash('sha256')
    const top = edition.rarities.length - 1
    const last = edition.packSize - 1
    let [cardCount, longest, pityCards, tooPoor] = [0, 0, 0, 0]

    for (const { cards, pityBefore } of openPacks(edition)) {
      longest = Math.max(longest, pityBefore)
      const hadTop = cards.slice(0, last).some(({ rarity }) => rarity === top)
      const isPityPack = pityBefore >= (edition.pityAfter ?? Infinity)
      digest.update(cards.map((card) => `${card.cardId} ${card.variantId}\n`).join(''))
      for (const card of cards) {
        const isPity = isPityPack && !hadTop && card.slot === last
        tally.add({ ...card, isPity, count: 1 })
        cardCount += 1
        pityCards += isPity && card.rarity === top ? 1 : 0
        tooPoor += card.rarity < (edition.slots[card.slot] ?? 0) ? 1 : 0
      }
    }

    assert.equal(cardCount, DRAWS)
    assert.equal(tooPoor, 0)
    assert.equal(longest, edition.pityAfter)
    assert.isAbove(pityCards, 100)
    for (const strata of [tally.rarityStrata(), tally.cardStrata(), tally.lookStrata()]) {
      const { p, degrees } = fitOf(strata)
      assert.isAbove(degrees, 0)
      assert.isAbove(p ?? 0, 0.001)
    }
    assert.equal(digest.digest('hex'), DIGEST)
  }).timeout(60_000)

  test('that are a little off would be found', ({ assert }) => {
    const said = demoEdition()
    const rarities = structuredClone(said.rarities)
    // Of a thousand cards five that should be epic are common.
    rarities[0].chance = [605, 1000]
    rarities[3].chance = [30, 1000]
    const tally = new EditionTally(said)
    for (const { cards } of openPacks({ ...said, rarities, pityAfter: null }, 100_000)) {
      for (const card of cards) tally.add({ ...card, isPity: false, count: 1 })
    }
    assert.isBelow(fitOf(tally.rarityStrata()).p ?? 1, 0.001)
    assert.isAbove(fitOf(tally.cardStrata()).p ?? 0, 0.001)
  }).timeout(60_000)
})

import { test } from '@japa/runner'
import { fitWords, fractionText, numbersText, rateText } from '../../../inertia/packs/rate_words.ts'
import { cardRates, rarityRates, slotKinds, toNumber } from '../../../inertia/packs/rates.ts'
import { browserBytes, simulate } from '../../../inertia/packs/simulate.ts'
import { testEdition } from '../../support/packs/edition.js'

const edition = testEdition()

test.group('The odds page', () => {
  test('tells rates exactly, of each kind of card', ({ assert }) => {
    assert.deepEqual(slotKinds(edition), [
      { minimum: 0, numbers: [1, 2, 3, 4] },
      { minimum: 2, numbers: [5] },
    ])
    const rates = rarityRates(edition).map(({ name, bySlot, inPack }) => [
      name,
      ...bySlot.map(fractionText),
      inPack.toFixed(4),
    ])
    assert.deepEqual(rates, [
      ['Common', '3/5', '0/1', (1 - 0.4 ** 4).toFixed(4)],
      ['Uncommon', '1/4', '0/1', (1 - 0.75 ** 4).toFixed(4)],
      ['Rare', '1/10', '2/3', (1 - 0.9 ** 4 / 3).toFixed(4)],
      ['Epic', '1/25', '4/15', (1 - (0.96 ** 4 * 11) / 15).toFixed(4)],
      ['Legendary', '1/100', '1/15', (1 - (0.99 ** 4 * 14) / 15).toFixed(4)],
    ])
    const rare = edition.cards.filter(({ rarity }) => rarity === 2)
    assert.equal(
      rare.reduce((sum, card) => sum + toNumber(cardRates(edition)(card)), 0),
      1
    )
    assert.equal(rateText({ numerator: 4n, denominator: 100n }), '4% (1/25)')
    assert.equal(rateText({ numerator: 0n, denominator: 100n }), '0%')
    assert.equal(numbersText([1, 2, 3, 4]), '1 to 4')
    assert.equal(numbersText([1, 2, 5]), '1, 2 and 5')
  })

  test('simulates packs as they are drawn, with pity', ({ assert }) => {
    const result = simulate(testEdition({ pityAfter: 5 }), 1_000, browserBytes())
    assert.equal(result.packs, 1_000)
    assert.isAtMost(result.longestWait, 5)
    assert.isAbove(result.pityPacks, 0)
    assert.isAtLeast(result.topPacks, result.pityPacks)
    const drawn = result.rarities.reduce((sum, { observed }) => sum + observed, 0)
    assert.equal(drawn + result.pityPacks, 5_000)
  })

  test('says what chi-square means', ({ assert }) => {
    const words = (p: number | null) => fitWords({ statistic: 1, degrees: 1, p })
    assert.match(words(null), /too few packs/)
    assert.match(words(0.42), /^That fits: .* in 42% of cases\.$/)
    assert.match(words(0.01), /^That is unusual: .* in only 1% of cases/)
    assert.match(words(0.0001), /^Chance alone would hardly do that/)
  })
})

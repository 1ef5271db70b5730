import { test } from '@japa/runner'
import {
  chanceText,
  isOne,
  missingTo1,
  parseChance,
  sumOfChances,
  sumText,
} from '#packs/sets/chance'
import { packAverage } from '#packs/sets/pack_average'

const of = (numerator: number, denominator: number) => ({ numerator, denominator })

test.group('Packs | chances as people write them', () => {
  test('“{text}”')
    .with([
      { text: '1/200', is: of(1, 200) },
      { text: ' 2 / 4 ', is: of(1, 2) },
      { text: '0.5 %', is: of(1, 200) },
      { text: '0,5%', is: of(1, 200) },
      { text: '33.3333333 %', is: of(333_333_333, 1_000_000_000) },
      { text: '100 %', is: of(1, 1) },
      { text: '0', is: of(0, 1) },
      { text: '0.07', is: of(7, 100) },
      { text: '101 %', is: null },
      { text: '3/2', is: null },
      { text: '1/0', is: null },
      { text: '-1/2', is: null },
      { text: '1/9999999999', is: null },
      { text: '1e-3', is: null },
      { text: 'half', is: null },
      { text: '', is: null },
    ])
    .run(({ assert }, { text, is }) => {
      assert.deepEqual(parseChance(text), is)
    })

  test('are written so that they are read back as they were', ({ assert }) => {
    for (const chance of [of(1, 200), of(1, 3), of(7, 200), of(0, 1), of(1, 1), of(11, 100)]) {
      assert.deepEqual(parseChance(chanceText(chance)), chance)
    }
    assert.equal(chanceText(of(7, 200)), '3.5 %')
    assert.equal(chanceText(of(1, 3)), '1/3')
  })

  test('add up exactly, where numbers with a point do not', ({ assert }) => {
    assert.isTrue(isOne(sumOfChances(Array.from({ length: 10 }, () => of(1, 10)))))
    const missing = missingTo1(sumOfChances([of(1, 3), of(1, 3)]))
    assert.equal(sumText(missing), '1/3')
    assert.equal(sumText(missingTo1(sumOfChances([of(3, 4), of(1, 2)]))), '25 %')
  })
})

test.group('Packs | what a pack holds on average', () => {
  const chances = [of(3, 4), of(1, 4)]
  const near = (numbers: number[] | null) => numbers?.map((number) => Number(number.toFixed(6)))

  test('guaranteed cards count in', ({ assert }) => {
    assert.deepEqual(
      near(packAverage({ chances, slots: [null, null], pityAfter: null })),
      [1.5, 0.5]
    )
    assert.deepEqual(
      near(packAverage({ chances, slots: [null, 1], pityAfter: null })),
      [0.75, 1.25]
    )
  })

  test('and the top rarity in time', ({ assert }) => {
    // Alternately by chance or, after a miss, for certain: of 1 / 1.75 packs each begins anew.
    const [common = 0, top = 0] = packAverage({ chances, slots: [null], pityAfter: 1 }) ?? []
    assert.closeTo(top, 1 / 1.75, 1e-9)
    assert.closeTo(common + top, 1, 1e-9)
    const never = packAverage({ chances: [of(1, 1), of(0, 1)], slots: [null], pityAfter: 9 })
    assert.deepEqual(near(never), [0.9, 0.1])
  })

  test('nothing, where nothing can be drawn', ({ assert }) => {
    assert.isNull(packAverage({ chances: [], slots: [null], pityAfter: null }))
    assert.isNull(packAverage({ chances: [of(1, 1), of(0, 1)], slots: [1], pityAfter: null }))
  })
})

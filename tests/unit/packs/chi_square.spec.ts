import { test } from '@japa/runner'
import { fitOf } from '#packs/odds/chi_square'
import { logGamma, upperGamma } from '#packs/odds/incomplete_gamma'

/** The upper critical values of chi-square, as statistical tables print them: degrees, p, value. */
const TABLE: [degrees: number, p: number, value: number][] = [
  [1, 0.95, 0.00393],
  [1, 0.05, 3.841],
  [1, 0.001, 10.828],
  [2, 0.05, 5.991],
  [4, 0.99, 0.297],
  [4, 0.001, 18.467],
  [10, 0.5, 9.342],
  [10, 0.01, 23.209],
  [30, 0.9, 20.599],
  [30, 0.025, 46.979],
  [50, 0.05, 67.505],
  [100, 0.05, 124.342],
  [100, 0.001, 149.449],
]

test.group('Chi-square', () => {
  test('has the values of the tables', ({ assert }) => {
    for (const [degrees, p, value] of TABLE) {
      // The tables are rounded to three places.
      assert.closeTo(upperGamma(degrees / 2, value / 2), p, p * 0.002, `${degrees}, ${p}`)
    }
  })

  test('has the values that can be written in closed form', ({ assert }) => {
    for (const x of [0.01, 0.5, 1, 3, 10, 40]) {
      assert.closeTo(upperGamma(1, x) / Math.exp(-x), 1, 1e-12)
      assert.closeTo(upperGamma(3, x) / (Math.exp(-x) * (1 + x + (x * x) / 2)), 1, 1e-11)
    }
    assert.closeTo(logGamma(0.5), Math.log(Math.PI) / 2, 1e-13)
    assert.closeTo(logGamma(11), Math.log(3_628_800), 1e-12)
    assert.equal(upperGamma(4, 0), 1)
    assert.equal(upperGamma(4, Infinity), 0)
    // As many degrees as a set of 2,000 cards has: near the middle of the distribution.
    assert.closeTo(upperGamma(1000, 1000), 0.4958, 1e-3)
  })

  test('adds up independent draws', ({ assert }) => {
    const dice = { observed: [18, 22, 20, 20, 15, 25], expected: [20, 20, 20, 20, 20, 20] }
    const coin = { observed: [45, 55], expected: [50, 50] }
    const both = fitOf([dice, coin])
    assert.closeTo(both.statistic ?? -1, 2.9 + 1, 1e-12)
    assert.equal(both.degrees, 6)
    assert.closeTo(both.p ?? -1, 0.6901, 1e-3)
  })

  test('takes rare outcomes together, and says nothing of too little', ({ assert }) => {
    const rare = { observed: [1, 3, 0, 96], expected: [2, 2, 0, 96] }
    // 2 and 2 and 0 are too few even together: they join nobody but the last.
    assert.deepEqual(fitOf([rare]), { statistic: 0, degrees: 0, p: null })
    const pooled = fitOf([{ observed: [1, 9, 90], expected: [3, 4, 93] }])
    assert.equal(pooled.degrees, 1)
    assert.closeTo(pooled.statistic ?? -1, 9 / 7 + 9 / 93, 1e-12)
    assert.deepEqual(fitOf([]), { statistic: 0, degrees: 0, p: null })
  })

  test('finds what could not have come', ({ assert }) => {
    const fit = fitOf([{ observed: [1, 50, 49], expected: [0, 50, 50] }])
    assert.deepEqual(fit, { statistic: null, degrees: 1, p: 0 })
  })
})

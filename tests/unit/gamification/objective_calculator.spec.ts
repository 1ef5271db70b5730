import { test } from '@japa/runner'
import fc from 'fast-check'
import { ObjectiveCalculator } from '#gamification/objective_calculator'

const rulesOf = fc.record({
  coefficient: fc.double({ min: 0, max: 100, noNaN: true }),
  minimum: fc.integer({ min: 1, max: 10_000 }),
})

test.group('Objective calculator', () => {
  test('{viewers} viewers x {coefficient}, at least {minimum}: {objective}')
    .with([
      { viewers: 50, coefficient: 0.3, minimum: 3, objective: 15 },
      { viewers: 5, coefficient: 0.3, minimum: 3, objective: 3 },
      { viewers: 0, coefficient: 0.3, minimum: 3, objective: 3 },
      { viewers: 500, coefficient: 0, minimum: 10, objective: 10 },
      { viewers: 5, coefficient: 0.5, minimum: 1, objective: 3 },
    ])
    .run(({ assert }, { viewers, coefficient, minimum, objective }) => {
      assert.equal(ObjectiveCalculator.for(viewers, { coefficient, minimum }), objective)
    })

  test('is a whole number, at least the minimum, and never falls with more viewers', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000), rulesOf, (viewers, more, rules) => {
        const objective = ObjectiveCalculator.for(viewers, rules)
        return (
          Number.isInteger(objective) &&
          objective >= rules.minimum &&
          ObjectiveCalculator.for(viewers + more, rules) >= objective
        )
      })
    )
  })

  test('of a group is the sum of its parts, so that small channels count', ({ assert }) => {
    const rules = { coefficient: 0.3, minimum: 3 }
    const shares = [50, 5, 500].map((viewers) => ({ viewers, rules }))

    assert.equal(ObjectiveCalculator.forGroup(shares), 15 + 3 + 150)
  })
})

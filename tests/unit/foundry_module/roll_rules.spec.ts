import { test } from '@japa/runner'
import { judge } from '../../../shared_browser/roll_rules.ts'
import type { RollDie, RollRule } from '../../../app/foundry/protocol.ts'

const rule = (parts: Partial<RollRule>): RollRule => ({
  name: 'A rule',
  result: 'success',
  faces: 6,
  kind: 'any',
  keptOnly: true,
  comparison: 'is',
  value: 6,
  count: 1,
  doubles: false,
  ...parts,
})
const dice = (
  faces: number,
  results: number[],
  dropped: number[] = [],
  kind?: string
): RollDie => ({
  faces,
  ...(kind ? { kind } : {}),
  results: [
    ...results.map((result) => ({ result, active: true })),
    ...dropped.map((result) => ({ result, active: false })),
  ],
})

test.group('Rules of a GM', () => {
  test('{says}')
    .with([
      { says: 'exactly', rule: rule({}), dice: [dice(6, [6, 2])], holds: true },
      { says: 'not exactly', rule: rule({}), dice: [dice(6, [5, 2])], holds: false },
      {
        says: 'at least',
        rule: rule({ comparison: 'at_least', value: 5, count: 2 }),
        dice: [dice(6, [5, 6, 1])],
        holds: true,
      },
      {
        says: 'too few of them',
        rule: rule({ comparison: 'at_least', value: 5, count: 3 }),
        dice: [dice(6, [5, 6, 1])],
        holds: false,
      },
      {
        says: 'at most',
        rule: rule({ faces: 100, comparison: 'at_most', value: 5 }),
        dice: [dice(100, [5])],
        holds: true,
      },
      {
        says: 'dropped dice do not count',
        rule: rule({}),
        dice: [dice(6, [2], [6])],
        holds: false,
      },
      {
        says: 'dropped dice count when the rule says so',
        rule: rule({ keptOnly: false }),
        dice: [dice(6, [2], [6])],
        holds: true,
      },
      {
        says: 'dice of two terms together',
        rule: rule({ count: 2 }),
        dice: [dice(6, [6]), dice(6, [6])],
        holds: true,
      },
      {
        says: 'only dice of its kind',
        rule: rule({ kind: 'stress' }),
        dice: [dice(6, [6], [], 'base'), dice(6, [1], [], 'stress')],
        holds: false,
      },
      {
        says: 'any pair',
        rule: rule({ comparison: 'at_least', value: 1, count: 2, doubles: true }),
        dice: [dice(6, [3, 3, 5])],
        holds: true,
      },
      {
        says: 'no pair',
        rule: rule({ comparison: 'at_least', value: 1, doubles: true }),
        dice: [dice(6, [3, 4, 5])],
        holds: false,
      },
      {
        says: 'equal digits',
        rule: rule({ faces: 100, comparison: 'at_least', value: 1, doubles: true }),
        dice: [dice(100, [77])],
        holds: true,
      },
      {
        says: 'a hundred is double nought',
        rule: rule({ faces: 100, comparison: 'at_least', value: 1, doubles: true }),
        dice: [dice(100, [100])],
        holds: true,
      },
      {
        says: 'unequal digits',
        rule: rule({ faces: 100, comparison: 'at_least', value: 1, doubles: true }),
        dice: [dice(100, [78])],
        holds: false,
      },
    ])
    .run(({ assert }, { rule: given, dice: thrown, holds }) => {
      assert.equal(judge([given], thrown), holds ? 'success' : null)
    })

  test('are silent about other dice, and the first that holds decides', ({ assert }) => {
    const failing = rule({ result: 'failure' })
    assert.isUndefined(judge([rule({}), failing], [dice(20, [6])]))
    assert.isUndefined(judge([], [dice(6, [6])]))
    assert.equal(judge([rule({ value: 5 }), failing, rule({})], [dice(6, [6])]), 'failure')
  })
})

import { test } from '@japa/runner'
import fc from 'fast-check'
import { aRoll, die, dropped, number, operator } from '../../support/foundry_module/fake_world.js'
import { evaluateTerms } from '../../../foundry_module/src/inversion/evaluate_terms.ts'
import { invertRoll } from '../../../foundry_module/src/inversion/invert_roll.ts'

const twenty = (...faces: Parameters<typeof die>[1]) => die(20, faces)

test.group('Terms', () => {
  test('are summed as arithmetic says', ({ assert }) => {
    const sum = (...terms: object[]) => evaluateTerms(terms.map((term) => ({ ...term })))
    assert.equal(sum(twenty(20), operator('+'), number(5)), 25)
    assert.equal(sum(number(2), operator('+'), number(3), operator('*'), number(4)), 14)
    assert.equal(sum(operator('-'), number(2), operator('-'), number(3)), -5)
    assert.equal(sum(number(10), operator('-'), number(6), operator('/'), number(2)), 7)
    assert.equal(sum(number(2), operator('*'), operator('-'), number(3)), -6)
    assert.equal(
      sum({ roll: aRoll(5, [number(2), operator('+'), number(3)]) }, operator('*'), number(2)),
      10
    )
  })

  test('that are no arithmetic have no sum', ({ assert }) => {
    assert.isNull(evaluateTerms([{ class: 'FunctionTerm', fn: 'floor' }]))
    assert.isNull(evaluateTerms([number(1), number(2)]))
    assert.isNull(evaluateTerms([number(1), operator('+')]))
    assert.isNull(evaluateTerms([]))
  })
})

test.group('Inversion', () => {
  test('20 becomes 1 and the total follows', ({ assert }) => {
    const original = aRoll(27, [twenty(20), operator('+'), number(7)])
    const before = structuredClone(original)
    assert.deepInclude(invertRoll(original), {
      before: 20,
      after: 1,
      totalBefore: 27,
      totalAfter: 8,
    })
    assert.deepEqual(original, before)
  })

  test('turns the kept die only', ({ assert }) => {
    const inverted = invertRoll(aRoll(25, [twenty(dropped(3), 20), operator('+'), number(5)]))
    assert.deepEqual(inverted?.roll?.terms, [twenty(dropped(3), 1), operator('+'), number(5)])
  })

  test('keeps to a minimum that the roll has', ({ assert }) => {
    const reliable = die(20, [{ result: 20, count: 20 }], { modifiers: ['min10'] })
    const inverted = invertRoll(aRoll(25, [reliable, operator('+'), number(5)]))
    assert.deepInclude(inverted, { after: 1, totalAfter: 15 })
  })

  test('says what it becomes, but writes no roll whose sum it cannot retrace', ({ assert }) => {
    const odd = aRoll(99, [twenty(20), operator('+'), number(5)])
    assert.deepInclude(invertRoll(odd), { before: 20, after: 1, totalAfter: null, roll: null })
    const counted = aRoll(1, [
      die(20, [{ result: 20, count: 1, success: true }], { modifiers: ['cs20'] }),
    ])
    assert.isNull(invertRoll(counted)?.roll)
  })

  test('leaves a roll alone that no single die decides', ({ assert }) => {
    assert.isNull(invertRoll(aRoll(7, [die(6, [3, 4])])))
    assert.isNull(invertRoll(aRoll(5, [number(5)])))
    assert.isNull(invertRoll({}))
  })

  test('twice is the roll as it was', ({ assert }) => {
    const sizes = fc.constantFrom(4, 6, 8, 10, 12, 20, 100)
    const cases = sizes.chain((faces) =>
      fc.record({
        faces: fc.constant(faces),
        face: fc.integer({ min: 1, max: faces }),
        bonus: fc.nat(30),
        sign: fc.constantFrom('+', '-', '*'),
      })
    )
    fc.assert(
      fc.property(cases, ({ faces, face, bonus, sign }) => {
        const total = sign === '*' ? face * bonus : sign === '-' ? face - bonus : face + bonus
        const original = aRoll(total, [die(faces, [face]), operator(sign), number(bonus)])
        const once = invertRoll(original)
        assert.equal(once?.after, faces + 1 - face)
        assert.deepEqual(invertRoll(once?.roll ?? {})?.roll, { ...original })
      })
    )
  })
})

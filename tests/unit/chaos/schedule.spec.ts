import { test } from '@japa/runner'
import { FAULT_KINDS, schedule } from '#tests/chaos/schedule'

const kindsOf = (steps: ReturnType<typeof schedule>[number]) =>
  steps.flatMap((step) => (step.act === 'fault' ? [step.kind] : []))

test.group('Schedule of the fault suite', () => {
  test('the seed alone decides', ({ assert }) => {
    assert.deepEqual(schedule(5, 42), schedule(5, 42))
    assert.notDeepEqual(schedule(5, 42), schedule(5, 43))
    assert.deepEqual(schedule(9, 42).slice(0, 5), schedule(5, 42))
  })

  test('three rounds play every kind of fault', ({ assert }) => {
    for (let seed = 0; seed < 50; seed++) {
      assert.sameMembers([...new Set(schedule(3, seed).flatMap(kindsOf))], [...FAULT_KINDS])
    }
  })

  test('no kind comes twice in a round', ({ assert }) => {
    for (const steps of schedule(50, 7)) {
      assert.equal(new Set(kindsOf(steps)).size, kindsOf(steps).length)
    }
  })
})

import { test } from '@japa/runner'
import { createStage, testSql } from '#tests/support/fixtures'
import {
  instancesOf,
  ledgerOf,
  openIntake,
  purchase,
  rows,
  stopAll,
} from '#tests/functional/ledger/support'

test.group('Ledger | counting under load', () => {
  test('200 redemptions at once on an objective of 10 through {$self} lane(s)')
    .with([1, 2, 4])
    .run(async ({ assert, cleanup }, lanes) => {
      const stage = await createStage(testSql())
      const intakes = Array.from({ length: lanes }, () => openIntake())
      cleanup(() => stopAll(intakes))

      await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          intakes[index % lanes].take(purchase(stage.reward))
        )
      )

      const instances = await instancesOf(stage.eventId)
      assert.lengthOf(instances, 1)
      assert.containSubset(instances[0], { status: 'armed', objective: 10, progress: 10 })

      const ledger = await ledgerOf(stage.reward)
      assert.equal(ledger.find(({ state }) => state === 'counted')?.count, 10)
      const refunds = ledger.filter(({ state }) => state === 'refund_pending')
      assert.equal(
        refunds.reduce((sum, { count }) => sum + count, 0),
        190
      )

      const [{ count }] = await rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM contributions WHERE instance_id = ?',
        [instances[0].id]
      )
      assert.equal(count, 10)
    })

  test('the same redemption 100 times counts once, and every caller is told', async ({
    assert,
    cleanup,
  }) => {
    const stage = await createStage(testSql())
    const intakes = [openIntake(), openIntake()]
    cleanup(() => stopAll(intakes))
    const bought = purchase(stage.reward)

    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => intakes[index % 2].take(bought))
    )

    assert.isTrue(outcomes.every((outcome) => 'state' in outcome && outcome.state === 'counted'))
    assert.containSubset(await instancesOf(stage.eventId), [{ progress: 1 }])
    assert.deepEqual(await ledgerOf(stage.reward), [{ state: 'counted', reason: null, count: 1 }])
    assert.deepInclude(await intakes[0].take(bought), { kind: 'known', state: 'counted' })
  })

  test('32 first redemptions at once give one instance', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql(), { event: { minimum: 40 } })
    const intakes = Array.from({ length: 8 }, () => openIntake())
    cleanup(() => stopAll(intakes))

    await Promise.all(
      Array.from({ length: 32 }, (_, index) => intakes[index % 8].take(purchase(stage.reward)))
    )

    const instances = await instancesOf(stage.eventId)
    assert.lengthOf(instances, 1)
    assert.containSubset(instances[0], { status: 'active', progress: 32, objective: 40 })
  })
})

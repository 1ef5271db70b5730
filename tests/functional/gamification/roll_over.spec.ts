import { test } from '@japa/runner'
import { emptyDatabase } from '../../support/database.js'
import { createStage, testSql, type TestStage } from '../../support/fixtures.js'
import { instancesOf, ledgerOf, openIntake, purchase, stopAll } from '../ledger/support.js'
import { answer, expireDue, openTable, roll } from './game.js'

const waiting = () => testSql().run('SELECT 1 FROM rolled_over')

test.group('What comes too late, where it rolls over', (group) => {
  const intakes = [openIntake(), openIntake()]

  group.each.setup(() => emptyDatabase())
  group.teardown(() => stopAll(intakes))

  const redeem = ({ reward }: TestStage, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => intakes[index % 2]?.take(purchase(reward)))
    )

  /** A goal of four that is full, with so many beyond it. */
  async function overshot(beyond: number, event: Record<string, string | number> = {}) {
    const stage = await createStage(testSql(), {
      event: { minimum: 4, cooldown_seconds: 0, overshoot: 'roll_over', ...event },
    })
    await openTable(testSql(), stage.campaignId)
    await redeem(stage, 4 + beyond)
    return stage
  }

  async function succeed(stage: TestStage) {
    await roll(stage)
    const [{ id }] = (await instancesOf(stage.eventId)).slice(-1)
    await answer(id, { status: 'done' })
  }

  test('waits, and counts towards the next goal, once', async ({ assert }) => {
    const stage = await overshot(2)
    assert.deepEqual(await ledgerOf(stage.reward), [
      { state: 'counted', reason: null, count: 4 },
      { state: 'received', reason: null, count: 2 },
    ])

    await succeed(stage)
    await redeem(stage, 1)

    assert.containSubset(await instancesOf(stage.eventId), [
      { status: 'completed', progress: 4 },
      { status: 'active', progress: 3 },
    ])
    assert.lengthOf(await waiting(), 0)
    await redeem(stage, 1)
    await succeed(stage)
    assert.deepEqual(await ledgerOf(stage.reward), [
      { state: 'fulfil_pending', reason: 'completed', count: 8 },
    ])
  })

  test('leaves room for whoever starts the next goal; the rest waits on', async ({ assert }) => {
    const stage = await overshot(6)
    await succeed(stage)

    await redeem(stage, 1)

    assert.containSubset(await instancesOf(stage.eventId), [
      { status: 'completed' },
      { status: 'armed', progress: 4 },
    ])
    assert.lengthOf(await waiting(), 3)
  })

  test('keeps to the limit of each viewer', async ({ assert }) => {
    const stage = await overshot(0, { viewer_cap: 1 })
    const { viewer } = purchase(stage.reward)
    await Promise.all([1, 2].map(() => intakes[0]?.take(purchase(stage.reward, { viewer }))))
    await succeed(stage)

    await redeem(stage, 1)

    assert.containSubset(await instancesOf(stage.eventId), [
      { status: 'completed' },
      { status: 'active', progress: 2 },
    ])
    assert.lengthOf(await waiting(), 1)
  })

  test('is refunded when no goal starts in time', async ({ assert }) => {
    const stage = await overshot(2)
    await expireDue()
    assert.lengthOf(await waiting(), 2)

    await testSql().run('UPDATE rolled_over SET expires_at = now()')
    await Promise.all([expireDue(), expireDue()])

    assert.deepEqual(await ledgerOf(stage.reward), [
      { state: 'counted', reason: null, count: 4 },
      { state: 'refund_pending', reason: 'over_objective', count: 2 },
    ])
  })

  test('is refunded when {case}')
    .with([
      {
        case: 'a GM stops everything',
        reason: 'panic',
        sql: 'UPDATE campaigns SET panic_since = now()',
      },
      {
        case: 'the event is switched off',
        reason: 'event_disabled',
        sql: 'UPDATE campaign_configs SET is_enabled = false',
      },
      {
        case: 'the streamer leaves',
        reason: 'streamer_left',
        sql: `DELETE FROM campaign_members WHERE role = 'streamer'`,
      },
      {
        case: 'the stream has been off for ten minutes',
        reason: 'streamer_offline',
        sql: `UPDATE channel_states SET is_live = false, offline_since = now() - interval '11 minutes'`,
      },
    ])
    .run(async ({ assert }, { reason, sql }) => {
      const stage = await overshot(1)
      await testSql().run(sql)

      await expireDue()

      assert.deepInclude(await ledgerOf(stage.reward), {
        state: 'refund_pending',
        reason,
        count: 1,
      })
    })

  test('its time ends as the next goal starts: counted or refunded, never both', async ({
    assert,
  }) => {
    for (let round = 0; round < 10; round++) {
      const stage = await overshot(2)
      await succeed(stage)
      await testSql().run(
        `UPDATE rolled_over SET expires_at = clock_timestamp() + interval '6 milliseconds'`
      )

      await Promise.all([redeem(stage, 1), expireDue(), redeem(stage, 1), expireDue()])
      await expireDue()

      const [, next] = await instancesOf(stage.eventId)
      const ledger = await ledgerOf(stage.reward)
      const count = (state: string) => ledger.find((one) => one.state === state)?.count ?? 0
      assert.equal(count('counted'), next?.progress)
      assert.equal(count('counted') + count('refund_pending'), 4)
      assert.equal(count('received'), 0)
    }
  }).timeout(30_000)
})

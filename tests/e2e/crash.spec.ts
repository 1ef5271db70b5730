import { test } from '@japa/runner'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { until } from '#tests/support/until'

const PATIENCE_MS = 45_000
const SETTLEMENT = { method: 'PATCH', path: 'custom_rewards/redemptions' }

let demo: DemoCampaign

/** Each redemption was settled once, by us, and its history says so once. */
const UNEVEN = `
  SELECT r.id FROM redemptions r
  LEFT JOIN redemption_changes c ON c.redemption_id = r.id AND c.to_state IN ('fulfilled', 'refunded')
  WHERE r.settled_at IS NOT NULL
  GROUP BY r.id, r.settled_by HAVING count(c.id) <> 1 OR r.settled_by <> 'us'`

test.group('Crowds and crashes', (group) => {
  group.each.timeout(120_000)
  group.setup(async () => {
    demo = await DemoCampaign.start()
    return () => demo.stop()
  })

  test('200 redemptions at once on an objective of 10', async ({ assert }) => {
    await demo.openGoal(10)
    await demo.redeem(200)
    await demo.untilNewestIs('armed')
    await until(
      'the rest is refunded',
      async () => (await demo.onTwitch()).CANCELED === 190,
      PATIENCE_MS
    )
    assert.equal((await demo.inLedger()).counted, 10)
    assert.deepEqual(await demo.app.query('SELECT status, progress FROM instances'), [
      { status: 'armed', progress: 10 },
    ])

    await demo.table.rollCritical()
    const [command] = await demo.table.pull()
    assert.isTrue(await demo.table.done(command.id))
    await demo.settled()
    assert.deepEqual(await demo.onTwitch(), { UNFULFILLED: 0, FULFILLED: 10, CANCELED: 190 })
    assert.deepEqual(await demo.app.query(UNEVEN), [])
  })

  test('killed between commit and settlement', async ({ assert }) => {
    const before = await demo.onTwitch()
    await demo.openGoal(5)
    // The first call works and its answer is lost; the others fail.
    await demo.simulator.control('POST', '/faults/http', { ...SETTLEMENT, times: 1, applied: true })
    await demo.simulator.control('POST', '/faults/http', { ...SETTLEMENT, status: 500 })
    await demo.redeem(35)
    await demo.untilNewestIs('armed')
    await until('refunds wait', async () => {
      const [{ pending }] = await demo.app.query<{ pending: number }>(
        `SELECT count(*)::int AS pending FROM redemptions WHERE state = 'refund_pending'`
      )
      const { CANCELED } = await demo.onTwitch()
      // Twitch may tell of the call whose answer was lost before we look.
      return pending >= 20 && CANCELED > before.CANCELED
    })

    await demo.app.kill()
    await demo.simulator.control('DELETE', '/faults')
    await demo.app.begin()
    await until(
      'the refunds are through',
      async () => (await demo.onTwitch()).CANCELED === before.CANCELED + 30,
      PATIENCE_MS
    )
    await demo.table.hello()
    await demo.table.rollCritical()
    const [command] = await demo.table.pull()
    await demo.table.done(command.id)
    await demo.settled()
    const after = await demo.onTwitch()
    assert.equal(after.FULFILLED - before.FULFILLED, 5)
    assert.equal(after.CANCELED - before.CANCELED, 30)
    assert.deepEqual(await demo.app.query(UNEVEN), [])
  })

  test('killed between a command and its acknowledgement', async ({ assert }) => {
    const before = await demo.onTwitch()
    await demo.openGoal(3)
    await demo.redeem(3)
    const { id } = await demo.untilNewestIs('armed')
    await demo.table.rollCritical()

    await demo.app.kill()
    await demo.app.begin()
    await demo.table.hello()
    const pulled = await demo.table.pull()
    assert.lengthOf(pulled, 1)

    await demo.app.kill()
    await demo.app.begin()
    await demo.table.hello()
    assert.isTrue(await demo.table.done(pulled[0].id))
    assert.isFalse(await demo.table.done(pulled[0].id))
    assert.deepEqual(await demo.table.pull(), [])
    await demo.settled()
    assert.equal((await demo.onTwitch()).FULFILLED - before.FULFILLED, 3)
    assert.deepEqual(
      await demo.app.query(
        `SELECT i.status, e.status AS execution, c.status AS command FROM instances i
         JOIN executions e ON e.instance_id = i.id JOIN foundry_commands c ON c.instance_id = i.id
         WHERE i.id = $1`,
        [id]
      ),
      [{ status: 'completed', execution: 'done', command: 'done' }]
    )
  })

  test('killed in a burst of 500 redemptions', async ({ assert }) => {
    const before = await demo.onTwitch()
    await demo.openGoal(1000)
    const burst = demo.redeem(500, 400)
    await until('some have come in', async () => ((await demo.inLedger()).counted ?? 0) > 50)
    await demo.app.kill()
    await burst
    assert.isBelow((await demo.inLedger()).counted, 500)
    await demo.app.begin()
    await until(
      'what was missed is taken in',
      async () => (await demo.inLedger()).counted === 500,
      PATIENCE_MS
    )
    assert.include(await demo.newest(), { status: 'active', progress: 500 })

    const { id } = await demo.untilNewestIs('active')
    await demo.gm.post(`/campaigns/${demo.campaignId}/instances/${id}/cancel`)
    await demo.settled()
    const after = await demo.onTwitch()
    assert.equal(after.CANCELED - before.CANCELED, 500)
    assert.equal(after.FULFILLED, before.FULFILLED)
    assert.deepEqual(await demo.app.query(UNEVEN), [])
  })
})

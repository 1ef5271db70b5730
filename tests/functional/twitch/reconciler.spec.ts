import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { RedemptionReconciler } from '#rewards/redemption_reconciler'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { emptyDatabase } from '#tests/support/database'
import { FastClock } from '#tests/support/fast_clock'
import { testSql } from '#tests/support/fixtures'
import { Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const MINUTE = 60_000

test.group('When channels are compared', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate', live: true, viewerCount: 5 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    await testSql().run(`DELETE FROM ownerships WHERE resource = 'reconciler'`)
  })

  /** A shop, and a reconciler whose process has just started. */
  async function started() {
    const shop = await Shop.open(simulator)
    const clock = new FastClock()
    const reconcile = await app.container.make(ReconcileRedemptions)
    const reconciler = new RedemptionReconciler(reconcile, clock)

    /** Whether Twitch was asked for its list. */
    const looks = async () => {
      await simulator.control('DELETE', '/counters')
      await reconciler.round()
      await reconciler.idle()
      const { calls } = await simulator.control<{ calls: Record<string, unknown> }>(
        'GET',
        '/counters'
      )
      return Object.keys(calls).some((endpoint) => /^GET .*redemptions$/.test(endpoint))
    }
    const wait = (milliseconds: number) => clock.wait(milliseconds)
    return { shop, reconciler, looks, wait }
  }

  const goOffline = () => testSql().run('UPDATE channel_states SET is_live = false')

  test('on start, and every minute while live', async ({ assert }) => {
    const { looks, wait } = await started()
    assert.isTrue(await looks())
    await wait(59_000)
    assert.isFalse(await looks())
    await wait(1_000)
    assert.isTrue(await looks())
  })

  test('every minute while something is open, else every quarter of an hour', async ({
    assert,
  }) => {
    const { shop, looks, wait } = await started()
    await shop.redeem(1)
    await goOffline()
    assert.isTrue(await looks())
    await wait(MINUTE)
    assert.isTrue(await looks())

    await testSql().run(
      `UPDATE redemptions SET state = 'refunded', reason = 'expired', settled_at = now(), settled_by = 'us'`
    )
    await wait(MINUTE)
    assert.isTrue(await looks())
    await wait(10 * MINUTE)
    assert.isFalse(await looks())
    await wait(5 * MINUTE)
    assert.isTrue(await looks())
  })

  test('at once when a connection has come back, and on demand', async ({ assert }) => {
    const { shop, reconciler, looks } = await started()
    await goOffline()
    await looks()
    assert.isFalse(await looks())
    reconciler.now(shop.stage.streamer.id)
    assert.isTrue(await looks())
    reconciler.now()
    assert.isTrue(await looks())
  })

  test('again after ten seconds when a list could not be read', async ({ assert }) => {
    const { looks, wait } = await started()
    await goOffline()
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500, times: 1 })
    assert.isTrue(await looks())
    await wait(9_000)
    assert.isFalse(await looks())
    await wait(1_000)
    assert.isTrue(await looks())
    await wait(MINUTE)
    assert.isFalse(await looks())
  })

  test('by one process, and at once by the next when that has died', async ({ assert }) => {
    const { looks } = await started()
    await testSql().run(
      `INSERT INTO ownerships (resource, owner, fencing, expires_at)
       VALUES ('reconciler', 'another process', 1, now() + interval '15 seconds')`
    )
    assert.isFalse(await looks())
    await testSql().run(`UPDATE ownerships SET expires_at = now() WHERE resource = 'reconciler'`)
    assert.isTrue(await looks())
  })
})

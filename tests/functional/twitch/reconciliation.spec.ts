import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { orderSettlement } from '#redemptions/order_settlement'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { VerifyLedger } from '#rewards/verification/verify_ledger'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'
import { emptyDatabase } from '#tests/support/database'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  setViewers,
  testSql,
} from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { rows } from '#tests/functional/ledger/support'

interface Row {
  id: string
  state: string
  settled_by: string | null
  reason: string | null
}

test.group('Reconciliation', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  /** Mira sells one reward; nobody listens. */
  async function onSale() {
    const sql = testSql()
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    await setViewers(sql, user.id, 5)
    const { id: campaignId } = await createCampaign(sql)
    await createMember(sql, campaignId, user.id, 'streamer')
    const eventId = await createEvent(sql, campaignId, { event: { minimum: 1_000 } })
    const reward = async (title: string, of: string) => {
      const made = await simulator.control<{ id: string }>('POST', '/rewards', {
        broadcaster: 'mira',
        title,
        cost: 100,
        clientId: TwitchSimulator.clientId,
      })
      const streamer = { id: user.id, broadcasterId: twitchId, login: 'mira' }
      await createReward(
        sql,
        { streamer, campaignId, eventId: of },
        { reward: { twitch_reward_id: made.id } }
      )
    }
    await reward('Twist', eventId)
    return { user, campaignId, reward }
  }

  const redeem = (viewers: number, reward = 'Twist') =>
    simulator.redeem({ broadcaster: 'mira', reward, viewers })
  const reconcile = async (streamerId: string) => {
    const use = await app.container.make(ReconcileRedemptions)
    return use.execute(streamerId)
  }
  const ledger = () =>
    rows<Row>('SELECT id, state, settled_by, reason FROM redemptions ORDER BY redeemed_at, id')
  const byHand = (ids: string[], status: 'FULFILLED' | 'CANCELED') =>
    simulator.control('POST', '/redemptions/settle', { ids, status })

  /** Time passes for what was sold and compared so far. */
  const later = async (span: string) => {
    await rows(`UPDATE rewards SET compared_to = compared_to + ?::interval`, [span])
  }
  const listsRead = async <Outcome>(work: () => Promise<Outcome>) => {
    await simulator.control('DELETE', '/counters')
    const outcome = await work()
    const { calls } = await simulator.control<{ calls: Record<string, { count: number }> }>(
      'GET',
      '/counters'
    )
    const list = Object.entries(calls).find(([endpoint]) => /^GET .*redemptions$/.test(endpoint))
    return { outcome, calls: list?.[1].count ?? 0 }
  }

  test('takes in what was missed, as of when it was redeemed', async ({ assert }) => {
    const { user } = await onSale()
    const { redemptions } = await redeem(7)
    assert.deepEqual(await reconcile(user.id), { caughtUp: 7, followed: 0, problem: null })

    const taken = await rows<{ id: string; redeemed_at: Date }>(
      'SELECT id, redeemed_at FROM redemptions'
    )
    const times = new Map(taken.map((row) => [row.id, row.redeemed_at.getTime()]))
    for (const { id, redeemedAt } of redemptions) {
      assert.approximately(times.get(id) ?? 0, Date.parse(redeemedAt), 1_000)
    }
    assert.deepEqual(await reconcile(user.id), { caughtUp: 0, followed: 0, problem: null })
  })

  test('what has expired meanwhile is refunded', async ({ assert }) => {
    const { user } = await onSale()
    await redeem(1)
    await reconcile(user.id)
    await redeem(1)
    await rows(
      `UPDATE instances SET expires_at = now() - interval '1 minute', version = version + 1`
    )
    await reconcile(user.id)
    const found = await ledger()
    assert.deepEqual(
      found.map(({ state, reason }) => [state, reason]),
      [
        ['counted', null],
        ['refund_pending', 'expired'],
      ]
    )
  })

  test('follows what was settled on Twitch while nobody listened', async ({ assert }) => {
    const { user } = await onSale()
    const { ids } = await redeem(60)
    await reconcile(user.id)
    await orderSettlement(testSql(), {
      redemptionIds: [ids[2]],
      outcome: 'refund',
      reason: 'expired',
    })
    await byHand([ids[0]], 'FULFILLED')
    await byHand(ids.slice(1, 58), 'CANCELED')

    assert.deepEqual(await reconcile(user.id), { caughtUp: 0, followed: 58, problem: null })
    const found = new Map((await ledger()).map((row) => [row.id, row]))
    const person = { settled_by: 'person', reason: 'settled_on_twitch' }
    assert.containSubset(found.get(ids[0]), { state: 'fulfilled', ...person })
    assert.containSubset(found.get(ids[1]), { state: 'refunded', ...person })
    assert.containSubset(found.get(ids[2]), { state: 'refunded', reason: 'expired' })
    assert.containSubset(found.get(ids[59]), { state: 'counted' })
  })

  test('takes in what was bought and settled while nobody listened', async ({ assert }) => {
    const { user } = await onSale()
    const { ids } = await redeem(3)
    await byHand([ids[0]], 'FULFILLED')
    await byHand([ids[1]], 'CANCELED')

    assert.deepEqual(await reconcile(user.id), { caughtUp: 1, followed: 2, problem: null })
    const found = new Map((await ledger()).map((row) => [row.id, row]))
    const person = { settled_by: 'person', reason: 'settled_on_twitch' }
    assert.containSubset(found.get(ids[0]), { state: 'fulfilled', ...person })
    assert.containSubset(found.get(ids[1]), { state: 'refunded', ...person })
    assert.containSubset(found.get(ids[2]), { state: 'counted' })

    const verify = await app.container.make(VerifyLedger)
    assert.deepEqual((await verify.execute()).differences, [])
    assert.deepEqual(await reconcile(user.id), { caughtUp: 0, followed: 0, problem: null })
  })

  test('reads what is settled back to the last comparison, not all of it', async ({ assert }) => {
    const { user } = await onSale()
    const { ids } = await redeem(230)
    await byHand(ids.slice(0, 120), 'FULFILLED')
    await byHand(ids.slice(120), 'CANCELED')
    assert.containSubset(await reconcile(user.id), { caughtUp: 0, followed: 230 })

    await later('1 hour')
    const { ids: more } = await redeem(60)
    await byHand(more, 'CANCELED')
    assert.deepEqual(await listsRead(() => reconcile(user.id)), {
      outcome: { caughtUp: 0, followed: 60, problem: null },
      // The open ones, one page of the fulfilled, two of the canceled and one that is all known.
      calls: 5,
    })

    await later('1 hour')
    assert.deepEqual(await listsRead(() => reconcile(user.id)), {
      outcome: { caughtUp: 0, followed: 0, problem: null },
      calls: 3,
    })
  })

  test('what one comparison could not read the next one does', async ({ assert }) => {
    const { user } = await onSale()
    await reconcile(user.id)
    await later('1 hour')
    const { ids } = await redeem(1)
    await byHand(ids, 'CANCELED')
    // The list of what is open is read, that of what is settled is not.
    await simulator.control('POST', '/faults/http', {
      path: 'redemptions',
      status: 500,
      probability: 0.5,
      seed: 4,
      times: 1,
    })
    const failed = await reconcile(user.id)
    assert.match(failed.problem ?? '', /Twitch does not answer/)
    assert.lengthOf(await ledger(), 0)

    await redeem(1)
    await later('1 hour')
    assert.deepEqual(await reconcile(user.id), { caughtUp: 1, followed: 1, problem: null })
  })

  test('clocks that differ hide nothing', async ({ assert }) => {
    const { user } = await onSale()
    await reconcile(user.id)
    await rows(`UPDATE rewards SET compared_to = now() + interval '1 day'`)
    const { ids } = await redeem(60)
    await byHand(ids, 'FULFILLED')
    assert.containSubset(await reconcile(user.id), { followed: 60 })
  })

  test('a deleted reward ends what was open of it', async ({ assert }) => {
    const { user } = await onSale()
    await redeem(2)
    await reconcile(user.id)
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Twist' })

    assert.deepEqual(await reconcile(user.id), { caughtUp: 0, followed: 2, problem: null })
    for (const row of await ledger()) {
      assert.containSubset(row, {
        state: 'fulfilled',
        settled_by: 'twitch',
        reason: 'reward_deleted',
      })
    }
  })

  test('a page that fails is not the end of the list', async ({ assert }) => {
    const { user } = await onSale()
    const { ids } = await redeem(120)
    await reconcile(user.id)
    await byHand([ids[0]], 'CANCELED')
    await simulator.control('POST', '/faults/http', {
      path: 'redemptions',
      status: 500,
      probability: 0.5,
      seed: 4,
      times: 1,
    })

    const { problem, followed } = await reconcile(user.id)
    assert.equal(followed, 0)
    assert.match(problem ?? '', /Twitch does not answer/)
    const open = (await ledger()).filter(({ state }) => state === 'counted')
    assert.lengthOf(open, 120)

    assert.containSubset(await reconcile(user.id), { followed: 1, problem: null })
  })

  test('one list that fails does not hold up the others', async ({ assert }) => {
    const { user, campaignId, reward } = await onSale()
    await reward('Other', await createEvent(testSql(), campaignId, { event: { minimum: 1_000 } }))
    await redeem(2, 'Twist')
    await redeem(3, 'Other')
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500, times: 1 })

    const first = await reconcile(user.id)
    assert.isNotNull(first.problem)
    assert.oneOf(first.caughtUp, [2, 3])
    const second = await reconcile(user.id)
    assert.isNull(second.problem)
    assert.equal(first.caughtUp + second.caughtUp, 5)
  })

  test('says how long nobody had listened', async ({ assert }) => {
    const { user } = await onSale()
    await rows(
      `INSERT INTO eventsub_connections (streamer_id, state, last_gap_seconds, last_gap_at)
       VALUES (?, 'connected', 42, now())`,
      [user.id]
    )
    const told: RedemptionsCaughtUp[] = []
    const emitter = await app.container.make('emitter')
    const stop = emitter.on(RedemptionsCaughtUp, (event) => void told.push(event))
    await redeem(7)
    await reconcile(user.id)
    stop()

    assert.deepEqual(
      told.map(({ count, gapSeconds }) => [count, gapSeconds]),
      [[7, 42]]
    )
    assert.containSubset(await db.from('reconciliations').first(), {
      caught_up: 7,
      gap_seconds: 42,
      problem: null,
    })
  })
})

import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'
import { instanceRows, toPublicInstance } from '#gamification/public_instance'
import { innerSums } from '#rewards/verification/inner_sums'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { SettlementError, type SettledStatus } from '#redemptions/settlement_gateway'
import { emptyDatabase } from '../../support/database.js'
import { FastClock } from '../../support/fast_clock.js'
import { testSql } from '../../support/fixtures.js'
import { FakeGateway } from '../ledger/fake_gateway.js'
import { openIntake, purchase, stopAll } from '../ledger/support.js'
import { answer, expireDue, listen, openTable, roll } from './game.js'
import {
  type Channel,
  createGroup,
  joinGroup,
  leaveGroup,
  rejoinGroup,
  sharedInstances,
  standing,
} from './group_stage.js'

/** Remembers on which channel each redemption was settled, and how. */
class Twitch extends FakeGateway {
  readonly settled = new Map<string, Set<string>>()

  constructor() {
    super(() => new SettlementError('not_found', 'not UNFULFILLED'))
  }

  override settle(broadcasterId: string, rewardId: string, ids: string[], status: SettledStatus) {
    const known = this.settled.get(broadcasterId) ?? new Set()
    this.settled.set(broadcasterId, known.add(status))
    return super.settle(broadcasterId, rewardId, ids, status)
  }
}

async function settleAll(): Promise<Twitch> {
  const twitch = new Twitch()
  const rows = await testSql().run<{ id: string }>('SELECT id FROM redemptions')
  twitch.has(rows.map(({ id }) => id))
  const worker = new SettleRedemptions({
    sql: testSql,
    gateway: twitch,
    clock: new FastClock(),
    log: logger,
  })
  await worker.execute()
  await worker.idle()
  return twitch
}

test.group('A group event', (group) => {
  const intakes = [openIntake(), openIntake()]

  group.each.setup(() => emptyDatabase())
  group.teardown(() => stopAll(intakes))

  let turn = 0
  /** So many viewers of a channel redeem at once, through both lanes. */
  const redeem = ({ reward }: Channel, count: number) =>
    Promise.all(
      Array.from({ length: count }, () => intakes[turn++ % intakes.length]?.take(purchase(reward)))
    )

  test('of channels with 50, 5 and 500 viewers: one goal, the sum of theirs', async ({
    assert,
  }) => {
    const { stage, channels } = await createGroup([50, 5, 500])
    const [fifty, five, many] = channels
    await openTable(testSql(), stage.campaignId)

    await Promise.all([redeem(fifty, 40), redeem(five, 20), redeem(many, 160)])

    const [shared, ...others] = await sharedInstances(stage.eventId)
    assert.lengthOf(others, 0)
    assert.containSubset(shared, {
      status: 'armed',
      objective: 15 + 3 + 150,
      progress: 168,
      share_objective: 168,
      share_progress: 168,
      contributions: 168,
    })
    const standings = await Promise.all(channels.map(standing))
    const sum = (said: string) => standings.reduce((total, each) => total + (each[said] ?? 0), 0)
    assert.equal(sum('counted -'), 168)
    assert.equal(sum('refund_pending over_objective') + sum('refund_pending already_armed'), 52)

    // A roll of nobody's character takes it all the same.
    await roll(stage, { streamerId: null })
    await answer(shared.id, { status: 'done' })
    const twitch = await settleAll()

    assert.deepEqual(
      (await Promise.all(channels.map(standing))).map((each) => each['fulfilled completed']),
      standings.map((each) => each['counted -'])
    )
    assert.sameMembers(
      [...twitch.settled.keys()],
      channels.map(({ streamer }) => streamer.broadcasterId)
    )
  }).timeout(30_000)

  test('a streamer leaves midway, while redemptions come in', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5, 500])
    const [fifty, five, many] = channels
    await openTable(testSql(), stage.campaignId)
    await Promise.all([redeem(fifty, 4), redeem(five, 1), redeem(many, 60)])

    await Promise.all([
      redeem(many, 30),
      redeem(fifty, 3),
      leaveGroup(stage, many.streamer.id),
      redeem(many, 30),
      redeem(five, 1),
    ])

    const [left] = await sharedInstances(stage.eventId)
    assert.containSubset(left, {
      status: 'active',
      objective: 18,
      progress: 9,
      share_objective: 18,
      share_progress: 9,
      contributions: 9,
    })
    const gone = await standing(many)
    assert.isTrue(Object.keys(gone).every((said) => said.startsWith('refund_pending')))
    assert.isAtLeast(gone['refund_pending streamer_left'] ?? 0, 60)
    assert.equal(
      Object.values(gone).reduce((sum, count) => sum + count, 0),
      120
    )

    await redeem(fifty, 12)
    await roll(stage, { streamerId: five.streamer.id })
    await answer(left.id, { status: 'done' })
    const { settled } = await settleAll()

    const [done] = await sharedInstances(stage.eventId)
    assert.containSubset(done, { status: 'completed', progress: 18, objective: 18 })
    assert.deepEqual([...(settled.get(many.streamer.broadcasterId) ?? [])], ['CANCELED'])
    assert.equal((await standing(five))['fulfilled completed'], 2)
    assert.deepEqual(await standing(fifty), {
      'fulfilled completed': 16,
      'refunded over_objective': 3,
    })
  }).timeout(30_000)

  test('leaving, whatever comes at once: nothing of theirs stays counted', async ({ assert }) => {
    for (let round = 0; round < 8; round++) {
      const { stage, channels } = await createGroup([10, 10], { minimum: 50 })
      const [stays, leaves] = channels
      await redeem(stays, 1)

      await Promise.all([
        redeem(leaves, 10),
        leaveGroup(stage, leaves.streamer.id),
        redeem(leaves, 10),
        redeem(stays, 5),
      ])

      const [shared] = await sharedInstances(stage.eventId)
      assert.containSubset(shared, { status: 'active', progress: 6, objective: 50 })
      assert.equal(shared.share_progress, 6)
      assert.isUndefined((await standing(leaves))['counted -'])
    }
  }).timeout(30_000)

  test('those who remain have filled their part: it arms', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 500])
    const [fifty, many] = channels
    await redeem(many, 10)
    await redeem(fifty, 20)

    using live = listen()
    await leaveGroup(stage, many.streamer.id)

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'armed', objective: 20, progress: 20 },
    ])
    assert.deepEqual(live.names(), ['instance_armed'])
  })

  test('what is armed stays armed for those who remain', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5])
    const [fifty, five] = channels
    await openTable(testSql(), stage.campaignId)
    await redeem(fifty, 16)
    await redeem(five, 2)

    await leaveGroup(stage, fifty.streamer.id)
    const [shared] = await sharedInstances(stage.eventId)
    assert.containSubset(shared, { status: 'armed', objective: 2, progress: 2, share_progress: 2 })
    assert.deepEqual(await standing(fifty), { 'refund_pending streamer_left': 16 })

    await roll(stage, { streamerId: five.streamer.id })
    await answer(shared.id, { status: 'failed' })
    assert.deepEqual(await standing(five), { 'refund_pending action_failed': 2 })
  })

  test('the last one leaves: called off', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5])
    const [fifty, five] = channels
    await redeem(fifty, 2)
    await leaveGroup(stage, five.streamer.id)
    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'active', objective: 15, progress: 2 },
    ])

    await leaveGroup(stage, fifty.streamer.id)

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'cancelled', reason: 'streamer_left' },
    ])
    assert.deepEqual(await standing(fifty), { 'refund_pending streamer_left': 2 })
  })

  test('back again before it is full: counted anew, and the sums are right', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5])
    const [fifty, five] = channels
    await Promise.all([redeem(fifty, 2), redeem(five, 2)])

    await leaveGroup(stage, five.streamer.id)
    await rejoinGroup(stage, five.streamer.id)
    await redeem(five, 1)

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'active', objective: 15, progress: 3, share_progress: 3, contributions: 3 },
    ])
    assert.deepEqual(await innerSums(testSql()), [])
  })

  test('offline: no part in it; who comes later joins in, and the objective stays', async ({
    assert,
  }) => {
    const { stage, channels } = await createGroup([50, 5])
    const [fifty, five] = channels
    await testSql().run(
      'UPDATE channel_states SET is_live = false, offline_since = now() WHERE streamer_id = $1',
      [five.streamer.id]
    )

    await redeem(five, 1)
    await redeem(fifty, 1)
    const late = await joinGroup(stage, 500)
    await redeem(late, 2)

    const [shared] = await sharedInstances(stage.eventId)
    assert.containSubset(shared, { objective: 15, progress: 3, share_objective: 15 })
    assert.deepEqual(await standing(five), { 'refund_pending bought_offline': 1 })
    const [row] = await instanceRows(testSql(), [shared.id])
    assert.sameDeepMembers(toPublicInstance(row).shares, [
      { streamer: 'Streamer', objective: 15, progress: 1 },
      { streamer: 'Streamer', objective: 0, progress: 2 },
    ])
  })

  test('off the air for ten minutes: what that channel has not filled is not asked for', async ({
    assert,
  }) => {
    const { stage, channels } = await createGroup([50, 5, 500])
    const [fifty, five, many] = channels
    await Promise.all([redeem(fifty, 4), redeem(five, 1), redeem(many, 60)])
    const offSince = (minutes: number) =>
      testSql().run(
        `UPDATE channel_states SET is_live = false, heard_at = now(),
           offline_since = now() - make_interval(mins => $2) WHERE streamer_id = $1`,
        [many.streamer.id, minutes]
      )

    await offSince(9)
    await expireDue()
    assert.containSubset(await sharedInstances(stage.eventId), [{ objective: 168, progress: 65 }])

    using live = listen()
    await offSince(11)
    await Promise.all([expireDue(), redeem(fifty, 1), expireDue()])
    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'active', objective: 78, progress: 66, share_objective: 78, share_progress: 66 },
    ])
    assert.equal((await standing(many))['counted -'], 60)
    assert.include(live.names(), 'instance_progress')

    await Promise.all([redeem(fifty, 10), redeem(five, 2)])
    assert.containSubset(await sharedInstances(stage.eventId), [{ status: 'armed', progress: 78 }])
    assert.deepEqual(await innerSums(testSql()), [])
  })

  test('those who remain on the air have filled their parts: it arms', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 500])
    const [fifty, many] = channels
    await redeem(many, 10)
    await redeem(fifty, 15)

    await testSql().run(
      `UPDATE channel_states SET is_live = false, offline_since = now() - interval '11 minutes'
       WHERE streamer_id = $1`,
      [many.streamer.id]
    )
    await expireDue()

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'armed', objective: 25, progress: 25 },
    ])
  })

  test('cools down once for all, after completion only', async ({ assert }) => {
    const { stage, channels } = await createGroup([5, 5], { cooldown_seconds: 300 })
    const [one, other] = channels
    await openTable(testSql(), stage.campaignId)
    await redeem(one, 6)
    const [failing] = await sharedInstances(stage.eventId)
    await roll(stage)
    await answer(failing.id, { status: 'failed' })

    await redeem(other, 6)
    const [, second] = await sharedInstances(stage.eventId)
    assert.equal(second?.status, 'armed')
    await roll(stage, { streamerId: null })
    await answer(second.id, { status: 'done' })
    await redeem(one, 1)

    assert.equal((await standing(one))['refund_pending cooling_down'], 1)
    assert.lengthOf(
      await testSql().run('SELECT 1 FROM cooldowns WHERE event_id = $1 AND streamer_id IS NULL', [
        stage.eventId,
      ]),
      1
    )
  })

  test('opened by a roll of nobody: one goal of all who are live', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5], { mode: 'open' })
    await openTable(testSql(), stage.campaignId)

    await Promise.all([roll(stage, { streamerId: null }), roll(stage)])
    await Promise.all(channels.map((channel) => redeem(channel, 2)))

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'active', objective: 18, progress: 4, share_progress: 4 },
    ])
  })
})

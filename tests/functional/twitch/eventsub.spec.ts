import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Notifications } from '#core/jobs/notifications'
import { EventSubManager } from '#channels/eventsub/websocket/event_sub_manager'
import { ParkedMessages } from '#channels/parked_messages'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { wantedSubscriptions } from '#channels/features/channel_features'
import { TwitchHealth } from '#channels/twitch_health'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { consent, createStreamer, useSimulator } from '#tests/support/streamer'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  testSql,
} from '#tests/support/fixtures'
import { until } from '#tests/support/until'
import { openIntake } from '#tests/functional/ledger/support'

const connection = (streamerId: string) =>
  db.from('eventsub_connections').where('streamer_id', streamerId).first()
const connectionColumn = async (streamerId: string, name: string) => {
  const row = await connection(streamerId)
  return row[name]
}
const ledger = () => db.from('redemptions').orderBy('redeemed_at')

test.group('EventSub', (group) => {
  let simulator: TwitchSimulator
  let manager: EventSubManager

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true, viewerCount: 12 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await db.from('redemptions').delete()
    await db.from('users').delete()
    await db.from('parked_messages').delete()
    manager = await app.container.make(EventSubManager)
    return () => manager.stop()
  })

  /** A streamer of a campaign with one reward on sale, connected. */
  async function onAir() {
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, user.id, 'streamer')
    const eventId = await createEvent(testSql(), campaign.id)
    const reward = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'Twist of fate',
      cost: 100,
      clientId: TwitchSimulator.clientId,
    })
    await createReward(
      testSql(),
      {
        streamer: { id: user.id, broadcasterId: twitchId, login: 'mira' },
        campaignId: campaign.id,
        eventId,
      },
      { reward: { twitch_reward_id: reward.id } }
    )
    await manager.sync()
    await connected(user.id)
    return { user, twitchId, rewardId: reward.id }
  }

  async function connected(streamerId: string, after?: string) {
    return until('the session is connected', async () => {
      const row = await connection(streamerId)
      return row?.state === 'connected' && row.session_id !== after ? row : null
    })
  }

  const redeem = (viewers = 1) =>
    simulator.redeem({ broadcaster: 'mira', reward: 'Twist of fate', viewers })
  const taken = (count: number) =>
    until(`${count} redemptions are in the ledger`, async () => {
      const rows = await ledger()
      return rows.length === count ? rows : null
    })

  test('subscribes to what is wanted and takes redemptions in', async ({ assert }) => {
    const { user } = await onAir()
    const { ids } = await redeem(3)

    const rows = await taken(3)
    assert.sameMembers(
      rows.map((row) => row.id),
      ids
    )
    const health = await new TwitchHealth().of(user.id)
    assert.containsSubset(health, { account: 'valid', state: 'connected', missingScopes: [] })
    assert.deepEqual(
      health.subscriptions.map(({ status }) => status),
      wantedSubscriptions([]).map(() => 'enabled')
    )
  })

  test('duplicates, twins and reordering change nothing', async ({ assert }) => {
    await onAir()
    await simulator.control('POST', '/faults/delivery', { duplicates: 2, twins: 2, reorder: 3 })
    await redeem(6)

    assert.lengthOf(await taken(6), 6)
  })

  test('moves to another server without a gap', async ({ assert }) => {
    const { user } = await onAir()
    const before = await connection(user.id)
    await simulator.control('POST', '/sockets/reconnect', { welcomeDelayMs: 300 })
    await redeem(2)
    await taken(2)

    await until('the session has moved', async () => {
      const row = await connection(user.id)
      return row.connected_at > before.connected_at
    })
    await redeem(2)
    await taken(4)
    assert.isNull(await connectionColumn(user.id, 'last_gap_seconds'))
    assert.equal(await connectionColumn(user.id, 'session_id'), before.session_id)
  })

  test('a reward deleted on Twitch: its redemptions were not settled by a person', async ({
    assert,
  }) => {
    const { user } = await onAir()
    const notifications = new Notifications()
    const asked: string[] = []
    notifications.on('reconciliations', (streamerId) => asked.push(streamerId))
    await notifications.start()
    const { ids } = await redeem(4)
    await taken(4)
    await simulator.control('POST', '/redemptions/settle', { ids: [ids[0]], status: 'CANCELED' })
    await simulator.control('DELETE', '/rewards', {
      broadcaster: 'mira',
      reward: 'Twist of fate',
    })
    await until('somebody is to look', () => asked.includes(user.id))
    await notifications.stop()
    await until('Twitch has told of all', async () => {
      const rows = await ledger()
      return rows.every(({ settled_at: settledAt }) => settledAt !== null)
    })

    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { problem: null })
    const found = new Map((await ledger()).map((row) => [row.id, row]))
    assert.containSubset(found.get(ids[0]), { state: 'refunded', settled_by: 'person' })
    for (const id of ids.slice(1)) {
      assert.containSubset(found.get(id), {
        state: 'fulfilled',
        settled_by: 'twitch',
        reason: 'reward_deleted',
      })
    }
  })

  test('one that is told of by the deletion of its reward only', async ({ assert }) => {
    const { user, twitchId, rewardId } = await onAir()
    await manager.stop()
    const { ids } = await redeem(2)
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: rewardId })

    /** By a process that has just started. */
    const tell = async (redemptionId: string) => {
      const intake = openIntake()
      await intake.take({
        redemptionId,
        twitchRewardId: rewardId,
        broadcasterId: twitchId,
        viewer: { twitchId: '1', login: 'viewer', displayName: 'Viewer' },
        cost: 100,
        userInput: null,
        redeemedAt: new Date(),
        status: 'FULFILLED',
      })
      await intake.stop()
    }
    const reconcile = await app.container.make(ReconcileRedemptions)
    await tell(ids[0])
    await reconcile.execute(user.id)
    await tell(ids[1])

    const rows = await ledger()
    assert.lengthOf(rows, 2)
    for (const row of rows) {
      assert.containSubset(row, {
        state: 'fulfilled',
        settled_by: 'twitch',
        reason: 'reward_deleted',
      })
    }
  })

  test('comes back after a cut line, and finds what it missed', async ({ assert }) => {
    const { user } = await onAir()
    const first = await connection(user.id)
    await simulator.control('POST', '/faults/delivery', { refuseSockets: 2 })
    await simulator.control('POST', '/sockets/drop', {})
    const { ids } = await redeem(5)

    await connected(user.id, first.session_id)
    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 5 })

    const rows = await taken(5)
    assert.sameMembers(
      rows.map((row) => row.id),
      ids
    )
    assert.isNotNull(await connectionColumn(user.id, 'last_gap_at'))
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 0 })
    await redeem(1)
    await taken(6)
  })

  test('comes back after each of Twitch’s close codes', async () => {
    const { user } = await onAir()
    for (const code of [4000, 4002, 4003, 4005, 4006, 4007]) {
      const row = await connection(user.id)
      await simulator.control('POST', '/sockets/drop', { code })
      await connected(user.id, row.session_id)
    }
    await redeem(1)
    await taken(1)
  }).timeout(60_000)

  test('silence longer than the keepalive is a loss', async ({ assert }) => {
    await simulator.control('POST', '/settings', { keepaliveSeconds: 1 })
    const { user } = await onAir()
    const first = await connection(user.id)
    await simulator.control('POST', '/faults/delivery', { keepalivesStopped: true })

    const row = await connected(user.id, first.session_id)
    assert.isAtLeast(row.last_gap_seconds, 3)
  }).timeout(30_000)

  test('a revocation is kept and shown', async ({ assert }) => {
    const { user } = await onAir()
    await simulator.control('POST', '/subscriptions/revoke', {
      type: 'stream.online',
      reason: 'version_removed',
    })

    await until('it is shown', async () => {
      const health = await new TwitchHealth().of(user.id)
      const revoked = health.subscriptions.find(({ status }) => status === 'revoked')
      return revoked?.reason?.includes('update of the server')
    })
    await redeem(1)
    assert.lengthOf(await taken(1), 1)
  })

  test('a user who disconnects the app on Twitch is asked to consent again', async ({ assert }) => {
    const { user } = await onAir()
    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })

    await until('the account is refused', async () => {
      const health = await new TwitchHealth().of(user.id)
      return health.account === 'refused'
    })
    await manager.sync()
    const row = await connection(user.id)
    assert.equal(row.state, 'failed')
    assert.match(row.reason, /Reconnect/)

    await consent(simulator, user.id, { login: 'mira' })
    await manager.sync()
    await connected(user.id)
  })

  test('malformed and unknown frames are set aside, their neighbours are not lost', async ({
    assert,
  }) => {
    await onAir()
    const type = 'channel.channel_points_custom_reward_redemption.add'
    for (let turn = 0; turn < 3; turn++) {
      await simulator.control('POST', '/sockets/raw', { text: 'not JSON' })
      await simulator.control('POST', '/sockets/raw', { text: '{"metadata":{"message_type":7}}' })
      await simulator.control('POST', '/sockets/raw', {
        message: { metadata: { message_type: 'session_party' }, payload: {} },
      })
      await simulator.control('POST', '/sockets/raw', {
        message: {
          metadata: {
            message_id: 'm',
            message_type: 'notification',
            message_timestamp: new Date(),
          },
          payload: { subscription: { id: 's', type, version: '1' }, event: { id: '\u0000' } },
        },
      })
      await redeem(1)
    }

    assert.lengthOf(await taken(3), 3)
    const parked = await app.container.make(ParkedMessages)
    await parked.flush()
    const rows = await db.from('parked_messages').orderBy('kind')
    assert.deepEqual(
      rows.map(({ kind, reason, count }) => [kind, reason, count]),
      [
        [type, 'payload.event.broadcaster_user_id should be text', 3],
        ['session_party', 'its type is not known', 3],
        ['unreadable', 'it should be JSON', 3],
        ['unreadable', 'metadata.message_type should be text', 3],
      ]
    )
  })

  test('a message of more than ten minutes ago is left to the reconciliation', async ({
    assert,
  }) => {
    const { user } = await onAir()
    await simulator.control('POST', '/faults/delivery', { backdateMs: 11 * 60_000 })
    await redeem(1)
    await simulator.control('DELETE', '/faults')
    await redeem(1)
    await taken(1)

    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 1 })
    await taken(2)
  })

  test('what a moderator settles on Twitch is followed', async ({ assert }) => {
    await onAir()
    const { ids } = await redeem(1)
    await taken(1)
    await simulator.control('POST', '/redemptions/settle', { ids, status: 'CANCELED' })

    await until('the ledger has followed', async () => {
      const [row] = await ledger()
      return row.state === 'refunded'
    })
    const [row] = await ledger()
    assert.equal(row.settled_by, 'person')
  })

  test('a streamer who goes live or offline is known at once', async ({ assert }) => {
    const { user } = await onAir()
    const state = () => db.from('channel_states').where('streamer_id', user.id).first()
    const stateColumn = async (name: string) => {
      const row = await state()
      return row[name]
    }
    await simulator.control('POST', '/live', { broadcaster: 'mira', live: false })
    await until('offline', async () => {
      const row = await state()
      return row?.is_live === false
    })
    await simulator.control('POST', '/live', { broadcaster: 'mira', viewerCount: 40 })
    await until('live', async () => {
      const row = await state()
      return row?.is_live === true
    })
    assert.equal(await stateColumn('viewer_count'), 0)

    const { SampleViewers } = await import('#channels/sample_viewers')
    const sampler = await app.container.make(SampleViewers)
    await sampler.execute()
    assert.equal(await stateColumn('viewer_count'), 40)
    assert.isAbove(Number(await stateColumn('sampled_at')), Date.now() - 10_000)
  })

  test('one process at a time listens for a streamer', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira')
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, user.id, 'streamer')
    await db.table('ownerships').insert({
      resource: `eventsub:${user.id}`,
      owner: 'another process',
      expires_at: new Date(Date.now() + 60_000),
    })
    await manager.sync()
    assert.isNull(await connection(user.id))

    await db.from('ownerships').update({ expires_at: new Date(0) })
    await manager.sync()
    await connected(user.id)
  })
})

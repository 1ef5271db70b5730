import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { channelConnections } from '#dashboards/connection_list'
import { emptyDatabase } from '#tests/support/database'
import { connectionPage } from '#tests/support/events/connection_page'
import { testSql } from '#tests/support/fixtures'
import { Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { listening } from '#tests/functional/channels/polled_channel'

interface Loss {
  what: string
  /** What the streamer reads while it lasts. */
  reason: string
  strike: (simulator: TwitchSimulator) => Promise<unknown>
}

/** So that a connection that was lost stays so for as long as it is looked at. */
const REFUSED = { refuseSockets: 1_000 }

const closed = (code: number, reason: string): Loss => ({
  what: `closed with ${code}`,
  reason,
  strike: async (simulator) => {
    await simulator.control('POST', '/faults/delivery', REFUSED)
    await simulator.control('POST', '/sockets/drop', { login: SHOP, code })
  },
})

const LOSSES: Loss[] = [
  closed(4000, 'Twitch had an internal error.'),
  closed(4001, 'Twitch says that we sent something, which is not allowed.'),
  closed(4002, 'Twitch missed an answer to its ping.'),
  closed(4003, 'No subscription was made in time.'),
  closed(4004, 'The move to another server took too long.'),
  closed(4005, 'Twitch had a network time-out.'),
  closed(4006, 'Twitch had a network error.'),
  closed(4007, 'The address to move to was not valid.'),
  {
    what: 'cut without a word',
    reason: 'The connection broke.',
    strike: async (simulator) => {
      await simulator.control('POST', '/faults/delivery', REFUSED)
      await simulator.control('POST', '/sockets/drop', { login: SHOP })
    },
  },
  {
    what: 'asked to move, and greeted too late',
    reason: 'The move to another server took too long.',
    strike: async (simulator) => {
      await simulator.control('POST', '/settings', { reconnectSeconds: 1 })
      await simulator.control('POST', '/sockets/reconnect', { welcomeDelayMs: 60_000 })
      await simulator.control('POST', '/faults/delivery', REFUSED)
    },
  },
  {
    what: 'silent, without even keepalives',
    reason: 'Twitch fell silent.',
    strike: (simulator) =>
      simulator.control('POST', '/faults/delivery', { ...REFUSED, keepalivesStopped: true }),
  },
]

test.group('What can happen to a session', (group) => {
  let simulator: TwitchSimulator
  let shop: Shop
  let events: Awaited<ReturnType<typeof listening>>

  group.setup(async () => {
    await emptyDatabase()
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate', live: true, viewerCount: 5 }],
    })
    useSimulator(simulator)
    await simulator.control('POST', '/settings', { keepaliveSeconds: 1 })
    shop = await Shop.open(simulator, { event: { minimum: 1_000 } })
    events = await listening(simulator, shop.stage.streamer.id)
    await events.begin()
    return async () => {
      await events.stop()
      await simulator.stop()
      await emptyDatabase()
    }
  })

  group.each.teardown(() => events.heal())

  const id = () => shop.stage.streamer.id
  const connection = async () => {
    const row: unknown = await db
      .from('eventsub_connections')
      .where('streamer_id', id())
      .firstOrFail()
    return row as { state: string; session_id: string | null; last_gap_at: Date | null }
  }
  const subscriptions = () => db.from('eventsub_subscriptions').where('streamer_id', id())
  /** What the connection went through since. */
  const course = async (since: number) => {
    const rows = await db.from('connection_history').where('id', '>', since).orderBy('id')
    return rows.map(({ state, reason }) => [state, reason])
  }
  const lastChange = async () => {
    const [row] = await testSql().run<{ id: string | null }>(
      'SELECT max(id) AS id FROM connection_history'
    )
    return Number(row?.id ?? 0)
  }
  const card = async () => {
    const cards = await channelConnections(testSql(), id())
    const { state, detail } = cards.find(({ part }) => part === 'events') ?? {}
    return [state, detail]
  }
  const page = (client: ApiClient) => connectionPage(client, id())
  const lines = async (client: ApiClient) => {
    const { parts } = await page(client)
    return new Set(parts.flatMap((part) => part.subscriptions.map(({ status }) => status)))
  }
  const onSale = async () => {
    await shop.reach()
    return shop.onSale()
  }

  /** Somebody redeems, and Twitch's event of it is counted. */
  async function isHeard() {
    const { ids } = await simulator.redeem({
      broadcaster: SHOP,
      reward: shop.stage.reward.twitchRewardId,
      viewers: 1,
    })
    await until('the redemption is in the ledger', () =>
      db.from('redemptions').whereIn('id', ids).first()
    )
  }

  test('{what}')
    .with(LOSSES)
    .run(async ({ assert, client }, { reason, strike }) => {
      const before = await connection()
      const since = await lastChange()
      await strike(simulator)
      await until('the connection is lost', async () => (await connection()).state !== 'connected')

      assert.containSubset(await connection(), { state: 'reconnecting', reason, session_id: null })
      assert.containSubset(await page(client), { account: 'valid', state: 'reconnecting', reason })
      assert.deepEqual(await lines(client), new Set(['away']), 'Twitch’s word is not enough')
      assert.deepEqual(await card(), ['waiting', `${reason} Nothing is lost meanwhile.`])
      assert.equal(await onSale(), 'sold', 'what is redeemed now is found afterwards')

      await simulator.control('POST', '/settings', { reconnectSeconds: 30 })
      await events.heal()
      const after = await connection()
      assert.containSubset(after, { state: 'connected', reason: null })
      assert.notEqual(after.session_id, before.session_id)
      for (const row of await subscriptions()) {
        assert.containSubset(row, { status: 'enabled', target: after.session_id, reason: null })
      }
      assert.deepEqual(await course(since), [
        ['reconnecting', reason],
        ['gap', null],
        ['connected', null],
      ])
      const report = await page(client)
      assert.containSubset(report, { state: 'connected', reason: null })
      assert.isAbove(Date.parse(report.lastGap?.at ?? ''), Number(before.last_gap_at ?? 0))
      assert.deepEqual(await lines(client), new Set(['enabled']))
      assert.deepEqual(await card(), ['ok', 'Listening'])
      await isHeard()
    })
    .timeout(40_000)

  test('asked to move, and greeted late: nothing is missed, nothing shows', async ({
    assert,
    client,
  }) => {
    const before = await connection()
    const since = await lastChange()
    await simulator.control('POST', '/sockets/reconnect', { welcomeDelayMs: 1_500 })
    await isHeard()
    assert.containSubset(await connection(), before, 'over the old socket')
    assert.containSubset(await page(client), { state: 'connected', reason: null })

    await until('the session has moved', async () => {
      const { session_id: sessionId, connected_at: at } = await db
        .from('eventsub_connections')
        .where('streamer_id', id())
        .firstOrFail()
      return sessionId === before.session_id && at > Object(before).connected_at
    })
    await isHeard()
    assert.deepEqual(await course(since), [])
    assert.deepEqual((await connection()).last_gap_at, before.last_gap_at)
    assert.deepEqual(await lines(client), new Set(['enabled']))
    assert.deepEqual(await card(), ['ok', 'Listening'])
  })
})

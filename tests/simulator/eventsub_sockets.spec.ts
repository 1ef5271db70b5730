import { test } from '@japa/runner'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { EventSubClient } from '#tests/support/eventsub_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'
import { dataOf, statusOf, type HelixClient } from '#tests/support/helix_client'

const PATH = 'eventsub/subscriptions'
const ADDED = 'channel.channel_points_custom_reward_redemption.add'

test.group('Twitch simulator | EventSub sockets', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  const clients: EventSubClient[] = []

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    await context.mira.post('channel_points/custom_rewards', context.own, {
      title: 'Crit',
      cost: 100,
    })
    return async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()))
    }
  })

  async function connect(query = '') {
    const connection = await EventSubClient.connect(simulator.url, query)
    clients.push(connection.client)
    return connection
  }

  const order = (sessionId: string, type = ADDED, condition?: object, version = '1') => ({
    type,
    version,
    condition: condition ?? { broadcaster_user_id: context.mira.userId },
    transport: { method: 'websocket', session_id: sessionId },
  })

  const subscribe = (caller: HelixClient, body: object) => caller.post(PATH, {}, body)

  const control = (path: string, body: object = {}) =>
    simulator.control<Record<string, number>>('POST', path, body)

  const redeem = (more: object = {}) =>
    simulator.redeem({ broadcaster: 'mira', reward: 'Crit', ...more })

  test('welcome, subscription and notification have the shape of Twitch', async ({ assert }) => {
    const { client, sessionId } = await connect('?keepalive_timeout_seconds=30')
    assert.containsSubset(client.frames[0]?.payload.session, {
      status: 'connected',
      keepalive_timeout_seconds: 30,
      reconnect_url: null,
    })
    const made = await subscribe(context.mira, order(sessionId))
    assert.equal(made.status, 202)
    assert.containsSubset(made.body, { total: 1, total_cost: 0, max_total_cost: 10 })
    assert.containsSubset(made.body.data[0], { status: 'enabled', type: ADDED, cost: 0 })

    const { ids } = await redeem({ viewer: 'vera' })
    const [frame] = await client.some(ADDED, 1)
    assert.match(frame?.metadata.message_timestamp ?? '', /T\d\d:\d\d:\d\d\.\d{9}Z$/)
    assert.equal(frame?.metadata.subscription_version, '1')
    assert.containsSubset(frame?.payload, {
      subscription: { id: made.body.data[0]?.id, type: ADDED },
      event: {
        id: ids[0],
        broadcaster_user_login: 'mira',
        user_login: 'vera',
        user_name: 'Vera',
        status: 'unfulfilled',
        reward: { title: 'Crit', cost: 100 },
      },
    })
  })

  test('a settlement is told as an update, by reward if asked so', async ({ assert }) => {
    const { mira, own } = context
    const { client, sessionId } = await connect()
    const updated = ADDED.replace('.add', '.update')
    const [crit] = await dataOf(mira.get('channel_points/custom_rewards', own))
    const condition = { broadcaster_user_id: mira.userId, reward_id: crit?.id }
    await subscribe(mira, order(sessionId, updated, condition))
    await mira.post('channel_points/custom_rewards', own, { title: 'Other', cost: 1 })
    const other = await redeem({ reward: 'Other' })
    const { ids } = await redeem()
    await control('/redemptions/settle', { ids: [...other.ids, ...ids], status: 'CANCELED' })
    const [frame] = await client.some(updated, 1)
    assert.containsSubset(frame?.payload.event, { id: ids[0], status: 'canceled' })
    assert.lengthOf(client.notifications(), 1)
  })

  test('a keepalive comes in silence and stops on demand', async ({ assert }) => {
    await control('/settings', { keepaliveSeconds: 0.1, unusedSeconds: 1 })
    const { client } = await connect()
    await client.next('session_keepalive')
    await control('/faults/delivery', { keepalivesStopped: true })
    const before = client.frames.length
    // Its end, long after, bounds the silence.
    assert.equal(await client.closed, 4003)
    assert.isAtMost(client.frames.length - before, 1)
  })

  test('a socket without subscriptions is closed with 4003', async ({ assert }) => {
    await control('/settings', { unusedSeconds: 0.05 })
    const { client } = await connect()
    assert.equal(await client.closed, 4003)
  })

  test('a client that speaks is closed with 4001', async ({ assert }) => {
    const { client, sessionId } = await connect()
    const made = await subscribe(context.mira, order(sessionId))
    client.socket.send('hello')
    assert.equal(await client.closed, 4001)
    const { body } = await context.mira.get(PATH, { subscription_id: made.body.data[0]?.id ?? '' })
    assert.equal(body.data[0]?.status, 'websocket_received_inbound_traffic')
  })

  test('so is one that pings; a pong unasked is fine', async ({ assert }) => {
    const { client, sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    client.socket.pong()
    await redeem()
    await client.some(ADDED, 1)
    client.socket.ping()
    assert.equal(await client.closed, 4001)
  })

  test('a client that leaves pings unanswered is closed with 4002', async ({ assert }) => {
    await control('/settings', { pingSeconds: 0.05 })
    const deaf = new EventSubClient(`${simulator.url.replace('http', 'ws')}/ws`, {
      autoPong: false,
    })
    const { client } = await connect()
    assert.equal(await deaf.closed, 4002)
    assert.equal(client.socket.readyState, client.socket.OPEN)
  })

  test('a keepalive of {asked} s becomes {given}')
    .with([
      { asked: '9', given: 10 },
      { asked: '10', given: 10 },
      { asked: '600', given: 600 },
      { asked: '601', given: 600 },
    ])
    .run(async ({ assert }, { asked, given }) => {
      const { client } = await connect(`?keepalive_timeout_seconds=${asked}`)
      assert.equal(client.frames[0]?.payload.session?.keepalive_timeout_seconds, given)
    })

  test('a keepalive that is no number is refused', async ({ assert }) => {
    const url = `${simulator.url.replace('http', 'ws')}/ws?keepalive_timeout_seconds=x`
    const client = new EventSubClient(url)
    const error = await new Promise<Error>((resolve) => client.socket.once('error', resolve))
    assert.include(error.message, '400')
  })

  test('session_reconnect carries the subscriptions over, also with a late welcome', async ({
    assert,
  }) => {
    const { client: old, sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    await control('/sockets/reconnect', { welcomeDelayMs: 300 })
    const asked = await old.next('session_reconnect')
    assert.isNull(asked.payload.session?.keepalive_timeout_seconds)
    const fresh = new EventSubClient(asked.payload.session?.reconnect_url ?? '')
    clients.push(fresh)
    await new Promise((resolve) => fresh.socket.once('open', resolve))
    await redeem()
    await old.some(ADDED, 1)
    assert.lengthOf(fresh.frames, 0)
    const welcome = await fresh.next('session_welcome')
    assert.equal(welcome.payload.session?.id, sessionId)
    await redeem()
    await fresh.some(ADDED, 1)
    assert.lengthOf(old.notifications(), 1)
    await old.close()
    await redeem()
    await fresh.some(ADDED, 2)
  })

  test('an old socket that nobody leaves is closed with 4004, a used ticket with 4007', async ({
    assert,
  }) => {
    await control('/settings', { reconnectSeconds: 0.2 })
    const { client: old, sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    await control('/sockets/reconnect')
    const asked = await old.next('session_reconnect')
    const url = asked.payload.session?.reconnect_url ?? ''
    const fresh = new EventSubClient(url)
    const late = new EventSubClient(url)
    clients.push(fresh, late)
    await fresh.next('session_welcome')
    assert.equal(await late.closed, 4007)
    assert.equal(await old.closed, 4004)
    await redeem()
    await fresh.some(ADDED, 1)
  })

  test('what happens while the socket is down is lost', async ({ assert }) => {
    const { client, sessionId } = await connect()
    const made = await subscribe(context.mira, order(sessionId))
    await control('/sockets/drop')
    assert.equal(await client.closed, 1006)
    await redeem()
    const again = await connect()
    await subscribe(context.mira, order(again.sessionId))
    const { ids } = await redeem()
    const [frame] = await again.client.some(ADDED, 1)
    assert.equal(frame?.payload.event?.id, ids[0])
    const { body } = await context.mira.get(PATH, { subscription_id: made.body.data[0]?.id ?? '' })
    assert.equal(body.data[0]?.status, 'websocket_network_error')
    const open = await simulator.redemptions({ status: 'UNFULFILLED' })
    assert.lengthOf(open, 2)
  })

  test('{name}: {status}')
    .with([
      { name: 'an app token over a socket', status: 400, as: 'app' },
      { name: 'an unknown session', status: 400, session: 'nope' },
      { name: 'an unknown type', status: 400, type: 'channel.nothing' },
      { name: 'an old version', status: 400, type: 'channel.follow', version: '1' },
      { name: 'a missing condition', status: 400, condition: {} },
      {
        name: 'an unknown condition',
        status: 400,
        condition: { broadcaster_user_id: '1', x: '1' },
      },
      { name: 'user.authorization.revoke', status: 400, type: 'user.authorization.revoke' },
      { name: 'user.authorization.grant', status: 400, type: 'user.authorization.grant' },
      { name: 'a scope that is missing', status: 403, as: 'reader' },
      { name: 'another user’s channel', status: 403, as: 'vera' },
    ])
    .run(async ({ assert }, row) => {
      const { sessionId } = await connect()
      const callers = {
        app: () => context.signIn(),
        reader: () => context.signIn('mira', ['bits:read']),
        vera: () => context.signIn('vera'),
      }
      const caller =
        row.as === 'app' || row.as === 'reader' || row.as === 'vera'
          ? await callers[row.as]()
          : context.mira
      const body = order(row.session ?? sessionId, row.type ?? ADDED, row.condition, row.version)
      assert.equal(await statusOf(subscribe(caller, body)), row.status)
    })

  test('a socket belongs to the user of its first subscription', async ({ assert }) => {
    const { sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    const vera = await context.signIn('vera')
    const condition = { broadcaster_user_id: vera.userId }
    const answer = await subscribe(vera, order(sessionId, 'stream.online', condition))
    assert.equal(answer.status, 400)
    assert.include(answer.body.message, 'different users')
  })

  test('a deleted subscription is silent, a revoked one says why once', async ({ assert }) => {
    const { client, sessionId } = await connect()
    const added = await subscribe(context.mira, order(sessionId))
    const online = await subscribe(context.mira, order(sessionId, 'stream.online'))
    const gone = { id: added.body.data[0]?.id ?? '' }
    assert.equal(await statusOf(context.mira.delete(PATH, gone)), 204)
    assert.equal(await statusOf(context.mira.delete(PATH, gone)), 404)
    const id = online.body.data[0]?.id
    await control('/subscriptions/revoke', { id, reason: 'version_removed' })
    const revoked = await client.next('revocation')
    assert.containsSubset(revoked.payload.subscription, { id, status: 'version_removed' })
    await redeem()
    await control('/live', { broadcaster: 'mira', live: false })
    await control('/live', { broadcaster: 'mira', live: true })
    await simulator.control('GET', '/health')
    assert.lengthOf(client.notifications(), 0)
    const kept = await context.mira.get(PATH, { status: 'version_removed' })
    assert.lengthOf(kept.body.data, 1)
  })

  test('disconnecting the client revokes with authorization_revoked', async ({ assert }) => {
    const { client, sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    await control('/authorizations/revoke', { login: 'mira' })
    const revoked = await client.next('revocation')
    assert.equal(revoked.payload.subscription?.status, 'authorization_revoked')
  })

  test('close code {code}: its subscriptions are {status}')
    .with([
      { code: 4000, status: 'websocket_internal_error' },
      { code: 4001, status: 'websocket_received_inbound_traffic' },
      { code: 4002, status: 'websocket_failed_ping_pong' },
      { code: 4003, status: 'websocket_connection_unused' },
      { code: 4004, status: 'websocket_failed_to_reconnect' },
      { code: 4005, status: 'websocket_network_timeout' },
      { code: 4006, status: 'websocket_network_error' },
      { code: 4007, status: 'websocket_disconnected' },
    ])
    .run(async ({ assert }, { code, status }) => {
      const { client, sessionId } = await connect()
      await subscribe(context.mira, order(sessionId))
      await control('/sockets/drop', { code })
      assert.equal(await client.closed, code)
      const [ended] = await dataOf(context.mira.get(PATH, { status }))
      assert.containsSubset(ended, { type: ADDED, transport: { session_id: sessionId } })
      assert.match(JSON.stringify(ended), /"disconnected_at":"20/)
    })

  test('who does not come to the reconnect URL in time has lost the subscriptions', async ({
    assert,
  }) => {
    await control('/settings', { reconnectSeconds: 0.05 })
    const { client, sessionId } = await connect()
    await subscribe(context.mira, order(sessionId))
    await control('/sockets/reconnect')
    assert.equal(await client.closed, 4004)
    const lost = await dataOf(context.mira.get(PATH, { status: 'websocket_failed_to_reconnect' }))
    assert.lengthOf(lost, 1)
  })

  test('two subscriptions tell one redemption under two message ids', async ({ assert }) => {
    const { client, sessionId } = await connect()
    const [crit] = await dataOf(context.mira.get('channel_points/custom_rewards', context.own))
    const ofReward = { broadcaster_user_id: context.mira.userId, reward_id: crit?.id }
    await subscribe(context.mira, order(sessionId))
    await subscribe(context.mira, order(sessionId, ADDED, ofReward))
    await redeem()
    const [one, two] = await client.some(ADDED, 2)
    assert.equal(one?.payload.event?.id, two?.payload.event?.id)
    assert.notEqual(one?.metadata.message_id, two?.metadata.message_id)
  })

  test('for the length of a gap nobody gets in', async ({ assert }) => {
    const { client } = await connect()
    await control('/sockets/drop', { gapMs: 60_000 })
    assert.equal(await client.closed, 1006)
    const refused = new EventSubClient(`${simulator.url.replace('http', 'ws')}/ws`)
    const error = await new Promise<Error>((resolve) => refused.socket.once('error', resolve))
    assert.include(error.message, '503')
    await control('/clock', { advanceMs: 60_000 })
    await connect()
  })

  test('what a moderator had subscribed to ends with the role', async ({ assert }) => {
    const vera = await context.signIn('vera')
    await control('/moderators', { broadcaster: 'mira', viewer: 'vera' })
    const { client, sessionId } = await connect()
    const [mira, moderator] = [context.mira.userId, vera.userId]
    const condition = { broadcaster_user_id: mira, moderator_user_id: moderator }
    const made = await subscribe(vera, order(sessionId, 'channel.follow', condition, '2'))
    assert.equal(made.status, 202)
    await control('/moderators', { broadcaster: 'mira', viewer: 'vera', holds: false })
    const revoked = await client.next('revocation')
    assert.equal(revoked.payload.subscription?.status, 'moderator_removed')
    const again = subscribe(vera, order(sessionId, 'channel.follow', condition, '2'))
    assert.equal(await statusOf(again), 403)
  })

  test('an account that is deleted takes the subscriptions about it along', async ({ assert }) => {
    const { client, sessionId } = await connect()
    const vera = { broadcaster_user_id: (await context.signIn('vera', [])).userId }
    await subscribe(context.mira, order(sessionId, 'stream.online', vera))
    await simulator.control('DELETE', '/users', { login: 'vera' })
    const revoked = await client.next('revocation')
    assert.equal(revoked.payload.subscription?.status, 'user_removed')
  })
})

import { test } from '@japa/runner'
import { EventSubClient } from '#tests/support/eventsub_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { WebhookReceiver } from '#tests/support/webhook_receiver'
import { dataOf, statusOf, type HelixClient } from '#tests/support/helix_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const PATH = 'eventsub/conduits'
const SHARDS = 'eventsub/conduits/shards'
const SUBSCRIPTIONS = 'eventsub/subscriptions'

test.group('Twitch simulator | conduits', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let app: HelixClient
  let receiver: WebhookReceiver
  const clients: EventSubClient[] = []

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    app = await context.signIn()
    receiver = await WebhookReceiver.start()
    return async () => {
      await receiver.stop()
      await Promise.all(clients.splice(0).map((client) => client.close()))
    }
  })

  async function socket() {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    clients.push(client)
    return { client, transport: { method: 'websocket', session_id: sessionId } }
  }

  const webhook = () => ({ method: 'webhook', callback: receiver.url, secret: 'a-shard-secret' })

  async function conduit(count: number): Promise<string> {
    const [made] = await dataOf(app.post(PATH, {}, { shard_count: count }))
    return made?.id ?? ''
  }

  const assign = (id: string, shards: object[]) => app.patch(SHARDS, {}, { conduit_id: id, shards })

  async function statuses(id: string): Promise<string[]> {
    const shards = await dataOf(app.get(SHARDS, { conduit_id: id }))
    return shards.map((shard) => `${shard.id} ${shard.status}`)
  }

  const subscribe = (id: string, more: object = {}) =>
    app.post(
      SUBSCRIPTIONS,
      {},
      {
        type: 'channel.update',
        version: '2',
        condition: { broadcaster_user_id: context.mira.userId },
        transport: { method: 'conduit', conduit_id: id },
        ...more,
      }
    )

  const retitle = (title: string) =>
    simulator.control('POST', '/channel', { broadcaster: 'mira', title })

  const titles = (client: EventSubClient) =>
    client.notifications('channel.update').map(({ payload }) => payload.event?.title)

  test('five a client, one to 20,000 shards, the app’s own', async ({ assert }) => {
    const create = (count: number) => app.post(PATH, { shard_count: String(count) })
    assert.equal(await statusOf(create(0)), 400)
    assert.equal(await statusOf(create(20_001)), 400)
    for (let n = 0; n < 4; n += 1) assert.equal(await statusOf(create(1)), 200)
    const [last] = await dataOf(create(20_000))
    assert.equal(last?.shard_count, 20_000)
    assert.equal(await statusOf(create(1)), 429)
    assert.lengthOf(await dataOf(app.get(PATH, {})), 5)
    assert.equal(await statusOf(context.mira.get(PATH)), 401)

    const other = await context.signIn(undefined, [], 'other-app')
    assert.lengthOf(await dataOf(other.get(PATH)), 0)
    assert.equal(await statusOf(other.patch(PATH, {}, { id: last?.id, shard_count: 1 })), 404)
    assert.equal(await statusOf(other.get(SHARDS, { conduit_id: last?.id ?? '' })), 404)
    assert.equal(await statusOf(other.delete(PATH, { id: last?.id ?? '' })), 404)
  })

  test('shards are given sockets and callbacks; what cannot be is told apart', async ({
    assert,
  }) => {
    const id = await conduit(3)
    const { transport } = await socket()
    const answer = await assign(id, [
      { id: '0', transport },
      { id: '1', transport: webhook() },
      { id: '3', transport: webhook() },
      { id: '2', transport: { method: 'websocket', session_id: 'nowhere' } },
    ])
    assert.equal(answer.status, 202)
    assert.containsSubset(answer.body, {
      data: [
        { id: '0', status: 'enabled', transport },
        { id: '1', status: 'webhook_callback_verification_pending' },
      ],
      errors: [
        { id: '3', code: 'invalid_parameter' },
        { id: '2', code: 'invalid_parameter' },
      ],
    })
    assert.notInclude(JSON.stringify(answer.body), 'a-shard-secret')
    await receiver.until(async () => (await statuses(id)).includes('1 enabled'))
    assert.deepEqual(await statuses(id), ['0 enabled', '1 enabled'])
    assert.equal(await statusOf(assign(id, [])), 400)
    assert.equal(await statusOf(context.mira.patch(SHARDS, {}, { conduit_id: id })), 401)
  })

  test('shards are listed by 100, and by status', async ({ assert }) => {
    const id = await conduit(120)
    const { client, transport } = await socket()
    const all = Array.from({ length: 120 }, (_, n) => ({ id: String(n), transport }))
    await assign(id, all.slice(0, 100))
    await assign(id, all.slice(100))
    const first = await app.get(SHARDS, { conduit_id: id })
    const after = first.body.pagination.cursor ?? ''
    const rest = await app.get(SHARDS, { conduit_id: id, after })
    assert.deepEqual([first.body.data.length, rest.body.data.length], [100, 20])
    const enabled = await app.get(SHARDS, { conduit_id: id, status: 'enabled' })
    assert.lengthOf(enabled.body.data, 100)
    await simulator.control('POST', '/sockets/drop', { code: 4005 })
    await client.closed
    const timedOut = { conduit_id: id, status: 'websocket_network_timeout', after }
    assert.lengthOf(await dataOf(app.get(SHARDS, timedOut)), 20)
    assert.lengthOf(await dataOf(app.get(SHARDS, { conduit_id: id, status: 'enabled' })), 0)
  })

  test('events go round the enabled shards, and a moved shard goes on', async ({ assert }) => {
    const id = await conduit(2)
    const [one, two] = [await socket(), await socket()]
    await assign(id, [
      { id: '0', transport: one.transport },
      { id: '1', transport: two.transport },
    ])
    assert.equal(await statusOf(subscribe(id)), 202)
    for (const title of ['a', 'b', 'c', 'd']) await retitle(title)
    await one.client.some('channel.update', 2)
    await two.client.some('channel.update', 2)
    assert.sameMembers([...titles(one.client), ...titles(two.client)], ['a', 'b', 'c', 'd'])

    await two.client.close()
    await receiver.until(async () => (await statuses(id)).includes('1 websocket_disconnected'))
    await retitle('e')
    await retitle('f')
    await one.client.some('channel.update', 4)
    const three = await socket()
    await assign(id, [{ id: '1', transport: three.transport }])
    assert.deepEqual(await statuses(id), ['0 enabled', '1 enabled'])
    await retitle('g')
    await retitle('h')
    await three.client.some('channel.update', 1)
    await one.client.some('channel.update', 5)
    const found = await dataOf(app.get(SUBSCRIPTIONS, { status: 'enabled' }))
    assert.lengthOf(found, 1)
  })

  test('what a callback does not take goes to the next shard, under the same id', async ({
    assert,
  }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 1 })
    const id = await conduit(2)
    const { client, transport } = await socket()
    await assign(id, [
      { id: '0', transport: webhook() },
      { id: '1', transport },
    ])
    await receiver.until(async () => (await statuses(id)).includes('0 enabled'))
    await subscribe(id)
    receiver.failNext = 1
    await retitle('a')
    const [told] = await client.some('channel.update', 1)
    const refused = receiver.requests.at(-1)
    assert.equal(
      told?.metadata.message_id,
      refused?.headers['twitch-eventsub-message-id'] ?? 'none'
    )
  })

  test('a callback that fails too often is disabled, and who watches is told', async ({
    assert,
  }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 1, webhookMaxFailures: 3 })
    const [failing, watching] = [await conduit(1), await conduit(1)]
    const { client, transport } = await socket()
    await assign(failing, [{ id: '0', transport: webhook() }])
    await assign(watching, [{ id: '0', transport }])
    await receiver.until(async () => (await statuses(failing)).includes('0 enabled'))
    const watch = await subscribe(watching, {
      type: 'conduit.shard.disabled',
      version: '1',
      condition: { client_id: 'crowdcrit-test', conduit_id: failing },
    })
    assert.equal(watch.status, 202)
    await subscribe(failing)
    receiver.failNext = 3
    await retitle('a')
    const [told] = await client.some('conduit.shard.disabled', 1)
    assert.containsSubset(told?.payload.event, {
      conduit_id: failing,
      shard_id: '0',
      status: 'notification_failures_exceeded',
      transport: { method: 'webhook', callback: receiver.url },
    })
    assert.deepEqual(await statuses(failing), ['0 notification_failures_exceeded'])
  })

  test('without an enabled shard what happens is lost; a shard can be disabled by hand', async ({
    assert,
  }) => {
    const id = await conduit(1)
    const { client, transport } = await socket()
    await assign(id, [{ id: '0', transport }])
    await subscribe(id)
    const status = 'websocket_failed_ping_pong'
    await simulator.control('POST', '/shards/disable', { conduit: id, shard: '0', status })
    assert.deepEqual(await statuses(id), [`0 ${status}`])
    await retitle('lost')
    await assign(id, [{ id: '0', transport }])
    await retitle('told')
    await client.some('channel.update', 1)
    assert.deepEqual(titles(client), ['told'])
  })

  test('a socket of a shard is not unused, and its revocations come over the conduit', async ({
    assert,
  }) => {
    const id = await conduit(1)
    const { client, transport } = await socket()
    await assign(id, [{ id: '0', transport }])
    const made = await subscribe(id)
    await simulator.control('POST', '/clock', { advanceMs: 11_000 })
    await simulator.control('POST', '/subscriptions/revoke', { reason: 'version_removed' })
    const revoked = await client.next('revocation')
    assert.equal(revoked.payload.subscription?.id, made.body.data[0]?.id)
  })

  test('a smaller conduit loses its last shards, a deleted one its subscriptions', async ({
    assert,
  }) => {
    const id = await conduit(2)
    const { transport } = await socket()
    await assign(id, [
      { id: '0', transport },
      { id: '1', transport },
    ])
    await subscribe(id)
    const [smaller] = await dataOf(app.patch(PATH, {}, { id, shard_count: 1 }))
    assert.equal(smaller?.shard_count, 1)
    assert.deepEqual(await statuses(id), ['0 enabled'])
    assert.equal(await statusOf(app.delete(PATH, { id })), 204)
    assert.equal(await statusOf(app.delete(PATH, { id })), 404)
    const [ended] = await dataOf(app.get(SUBSCRIPTIONS, {}))
    assert.equal(ended?.status, 'conduit_deleted')
    assert.equal(await statusOf(subscribe(id)), 400)
  })

  test('a user token and a stranger’s conduit are refused', async ({ assert }) => {
    const id = await conduit(1)
    const order = {
      type: 'stream.online',
      version: '1',
      condition: { broadcaster_user_id: context.mira.userId },
      transport: { method: 'conduit', conduit_id: id },
    }
    assert.equal(await statusOf(context.mira.post(SUBSCRIPTIONS, {}, order)), 400)
    const other = await context.signIn(undefined, [], 'other-app')
    assert.equal(await statusOf(other.post(SUBSCRIPTIONS, {}, order)), 400)
  })
})

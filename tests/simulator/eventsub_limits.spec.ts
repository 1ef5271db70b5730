import { test } from '@japa/runner'
import { EventSubClient } from '#tests/support/eventsub_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { dataOf, statusOf, type HelixClient } from '#tests/support/helix_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const PATH = 'eventsub/subscriptions'

test.group('Twitch simulator | limits and lists of subscriptions', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let app: HelixClient
  const clients: EventSubClient[] = []

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    app = await context.signIn()
    return async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()))
    }
  })

  async function socket() {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    clients.push(client)
    return { method: 'websocket', session_id: sessionId }
  }

  async function conduit() {
    const [made] = await dataOf(app.post('eventsub/conduits', {}, { shard_count: 1 }))
    return { method: 'conduit', conduit_id: made?.id }
  }

  const subscribe = (
    caller: HelixClient,
    transport: object,
    about: string,
    type = 'stream.online'
  ) =>
    caller.post(
      PATH,
      {},
      { type, version: '1', condition: { broadcaster_user_id: about }, transport }
    )

  /** Ids of users who have nothing to do with the client. */
  async function strangers(count: number): Promise<string[]> {
    const data = await simulator.bulk({ count, prefix: 'stranger' })
    return data.map(({ id }) => id)
  }

  test('an identical one is 409, a fourth alike 429, and so is a fourth socket', async ({
    assert,
  }) => {
    const { mira } = context
    const sockets = [await socket(), await socket(), await socket(), await socket()]
    const [one, two, three, four] = sockets
    assert.equal(await statusOf(subscribe(mira, one ?? {}, mira.userId)), 202)
    assert.equal(await statusOf(subscribe(mira, one ?? {}, mira.userId)), 409)
    assert.equal(await statusOf(subscribe(mira, two ?? {}, mira.userId)), 202)
    assert.equal(await statusOf(subscribe(mira, three ?? {}, mira.userId)), 202)
    const alike = await subscribe(mira, four ?? {}, mira.userId)
    assert.equal(alike.status, 429)
    assert.include(alike.body.message, 'type and condition')
    const other = await subscribe(mira, four ?? {}, mira.userId, 'stream.offline')
    assert.equal(other.status, 429)
    assert.include(other.body.message, 'websocket transports limit')
    // Another user has sockets of her own.
    const vera = await context.signIn('vera', [])
    assert.equal(await statusOf(subscribe(vera, four ?? {}, mira.userId)), 202)
  })

  test('a user’s sockets bear a cost of 10, an app 10,000', async ({ assert }) => {
    const about = await strangers(11)
    const over = await socket()
    for (const id of about.slice(0, 10)) {
      assert.equal(await statusOf(subscribe(context.mira, over, id)), 202)
    }
    const refused = await subscribe(context.mira, over, about[10] ?? '')
    assert.equal(refused.status, 429)
    assert.equal(refused.body.message, 'total subscription cost exceeded')
    // What is about oneself costs nothing.
    const free = await subscribe(context.mira, over, context.mira.userId)
    assert.containsSubset(free.body, { total: 11, total_cost: 10, max_total_cost: 10 })

    const by = await conduit()
    const made = await subscribe(app, by, about[10] ?? '')
    assert.containsSubset(made.body, { total: 1, total_cost: 1, max_total_cost: 10_000 })
    await simulator.control('POST', '/settings', { maxTotalCostApp: 1 })
    assert.equal(await statusOf(subscribe(app, by, about[9] ?? '')), 429)
    assert.equal(await statusOf(subscribe(app, by, context.mira.userId)), 202)
  })

  test('a socket takes 300 subscriptions', async ({ assert }) => {
    const data = await simulator.bulk({ count: 301, scopes: [] })
    await simulator.control('POST', '/settings', { maxTotalCost: 1000 })
    const over = await socket()
    const answers = await Promise.all(data.map(({ id }) => subscribe(context.mira, over, id)))
    const refused = answers.filter(({ status }) => status !== 202)
    assert.deepEqual(
      refused.map(({ status, body }) => [status, body.message]),
      [[429, 'number of subscriptions for this websocket transport exceeded']]
    )
  })

  test('who connects the client makes its subscriptions free, who leaves makes them cost', async ({
    assert,
  }) => {
    const by = await conduit()
    const [about = ''] = await strangers(1)
    const login = 'stranger_00001'
    const cost = async () => (await app.get(PATH, {})).body.total_cost
    await subscribe(app, by, about)
    assert.equal(await cost(), 1)
    await simulator.token({ login, scopes: ['bits:read'] })
    assert.equal(await cost(), 0)
    await simulator.control('POST', '/authorizations/revoke', { login })
    assert.equal(await cost(), 1)
    const [kept] = await dataOf(app.get(PATH, {}))
    assert.containsSubset(kept, { status: 'enabled', cost: 1 })
  })

  test('deleting makes room at once', async ({ assert }) => {
    const over = await socket()
    await simulator.control('POST', '/settings', { maxTotalCost: 1 })
    const [one = '', two = ''] = await strangers(2)
    const made = await subscribe(context.mira, over, one)
    assert.equal(await statusOf(subscribe(context.mira, over, two)), 429)
    const id = made.body.data[0]?.id ?? ''
    const vera = await context.signIn('vera', [])
    assert.equal(await statusOf(vera.delete(PATH, { id })), 404)
    assert.equal(await statusOf(context.mira.delete(PATH, { id })), 204)
    assert.equal(await statusOf(subscribe(context.mira, over, two)), 202)
  })

  test('lists come by 100, oldest first, whatever page size is asked for', async ({ assert }) => {
    const by = await conduit()
    const about = await strangers(250)
    for (const id of about) await subscribe(app, by, id)
    const seen: unknown[] = []
    const sizes: number[] = []
    let after: string | undefined
    do {
      const { body } = await app.get(PATH, { first: '7', ...(after ? { after } : {}) })
      assert.containsSubset(body, { total: 250, total_cost: 250 })
      sizes.push(body.data.length)
      seen.push(...body.data.map(({ condition }) => condition))
      after = body.pagination.cursor
    } while (after)
    assert.deepEqual(sizes, [100, 100, 50])
    assert.deepEqual(
      seen,
      about.map((id) => ({ broadcaster_user_id: id }))
    )
  })

  test('a list is narrowed by one of status, type, user_id and subscription_id', async ({
    assert,
  }) => {
    const over = await socket()
    const { mira } = context
    const [stranger = ''] = await strangers(1)
    await subscribe(mira, over, mira.userId)
    await subscribe(mira, over, mira.userId, 'stream.offline')
    const about = await subscribe(mira, over, stranger)
    const id = about.body.data[0]?.id ?? ''
    await simulator.control('POST', '/subscriptions/revoke', { id, reason: 'version_removed' })
    const found = async (query: Record<string, string>) =>
      (await dataOf(mira.get(PATH, query))).map(({ type, status }) => `${type} ${status}`)
    assert.deepEqual(await found({ status: 'version_removed' }), ['stream.online version_removed'])
    assert.deepEqual(await found({ type: 'stream.offline' }), ['stream.offline enabled'])
    assert.deepEqual(await found({ user_id: stranger }), ['stream.online version_removed'])
    assert.deepEqual(await found({ subscription_id: id }), ['stream.online version_removed'])
    assert.lengthOf(await found({}), 3)
    assert.equal(await statusOf(mira.get(PATH, { type: 'x', status: 'enabled' })), 400)
    assert.equal(await statusOf(mira.get(PATH, { status: 'happy' })), 400)
    // A user sees what goes over sockets, the app what does not.
    assert.lengthOf(await dataOf(app.get(PATH, {})), 0)
  })

  test('1,000 channels are made in one call, and subscribed to', async ({ assert }) => {
    const data = await simulator.bulk({ count: 1000, scopes: ['bits:read'] })
    assert.lengthOf(data, 1000)
    const by = await conduit()
    for (const { id } of data) await subscribe(app, by, id)
    const { body } = await app.get(PATH, {})
    assert.containsSubset(body, { total: 1000, total_cost: 0 })
  })
})

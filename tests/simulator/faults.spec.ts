import { test } from '@japa/runner'
import { statusOf } from '#tests/support/helix_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { EventSubClient } from '#tests/support/eventsub_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const REDEMPTIONS = 'channel_points/custom_rewards/redemptions'
const ADDED = 'channel.channel_points_custom_reward_redemption.add'

interface Counted {
  calls: Record<string, { count: number; byStatus: Record<string, number> }>
  notifications: Record<string, number>
}

test.group('Twitch simulator | faults', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let rewardId: string
  const clients: EventSubClient[] = []

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    const made = await context.mira.post('channel_points/custom_rewards', context.own, {
      title: 'Crit',
      cost: 100,
    })
    rewardId = made.body.data[0]?.id ?? ''
    return async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()))
    }
  })

  const fault = (kind: string, body: object) =>
    simulator.control<{ id: string }>('POST', `/faults/${kind}`, body)

  const redeem = (viewers = 1) => simulator.redeem({ broadcaster: 'mira', reward: 'Crit', viewers })

  const settle = (ids: string[], status = 'CANCELED') =>
    context.mira.patch(REDEMPTIONS, { ...context.own, reward_id: rewardId, id: ids }, { status })

  async function listen(): Promise<EventSubClient> {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    clients.push(client)
    await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: ADDED,
        version: '1',
        condition: { broadcaster_user_id: context.mira.userId },
        transport: { method: 'websocket', session_id: sessionId },
      }
    )
    return client
  }

  test('the next N calls fail, on the paths and methods named, and no other', async ({
    assert,
  }) => {
    const { ids } = await redeem(3)
    await fault('http', { method: 'PATCH', path: 'redemptions', times: 2 })
    assert.equal(await statusOf(context.mira.get('users')), 200)
    assert.equal(await statusOf(settle(ids)), 500)
    assert.equal(await statusOf(settle(ids)), 500)
    assert.equal(await statusOf(settle(ids)), 200)
    const { calls } = await simulator.control<Counted>('GET', '/counters')
    assert.deepEqual(calls[`PATCH /${REDEMPTIONS}`], {
      count: 3,
      byStatus: { 200: 1, 500: 2 },
    })
  })

  test('an answer can be lost after the work was done', async ({ assert }) => {
    const { ids } = await redeem()
    await fault('http', { path: 'redemptions', method: 'PATCH', times: 1, applied: true })
    assert.equal(await statusOf(settle(ids)), 500)
    assert.equal(await statusOf(settle(ids)), 404)
    const [stored] = await simulator.redemptions()
    assert.equal(stored?.status, 'CANCELED')
  })

  test('a burst is random by its seed, and ends when told', async ({ assert }) => {
    const play = async (seed: number) => {
      const { id } = await fault('http', { path: 'users', probability: 0.5, seed })
      const statuses: number[] = []
      for (let n = 0; n < 20; n += 1) statuses.push(await statusOf(context.mira.get('users')))
      await simulator.control('DELETE', `/faults?id=${id}`)
      return statuses
    }
    const first = await play(7)
    assert.sameMembers([...new Set(first)], [200, 500])
    assert.deepEqual(await play(7), first)
    assert.notDeepEqual(await play(8), first)
    assert.equal(await statusOf(context.mira.get('users')), 200)
  })

  test('429 for a while, by the clock', async ({ assert }) => {
    await fault('http', { path: 'users', status: 429, durationMs: 60_000 })
    const refused = await context.mira.get('users')
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('ratelimit-remaining'), '0')
    await simulator.control('POST', '/clock', { advanceMs: 61_000 })
    assert.equal(await statusOf(context.mira.get('users')), 200)
  })

  test('800 points a minute, and the app has its own', async ({ assert }) => {
    await simulator.control('POST', '/settings', { rateLimitPerMinute: 800 })
    await simulator.control('POST', '/clock', { rate: 0.001 })
    const app = await context.signIn()
    const vera = { id: context.mira.userId }
    const answers = await Promise.all(
      Array.from({ length: 801 }, () => app.get('users', vera).then(({ status }) => status))
    )
    assert.equal(answers.filter((status) => status === 200).length, 800)
    const refused = await app.get('users', vera)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('ratelimit-limit'), '800')
    assert.equal(refused.headers.get('ratelimit-remaining'), '0')
    const { now } = await simulator.control<{ now: string }>('GET', '/clock')
    const reset = Number(refused.headers.get('ratelimit-reset')) * 1000
    assert.isAbove(reset, Date.parse(now))
    // A user's calls, another client's and the subscriptions' own path draw on other buckets, or this one.
    assert.equal(await statusOf(context.mira.get('users')), 200)
    const other = await context.signIn(undefined, [], 'other-app')
    assert.equal(await statusOf(other.get('users', vera)), 200)
    assert.equal(await statusOf(app.get('eventsub/subscriptions')), 429)
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    const again = await app.get('users', vera)
    assert.equal(again.headers.get('ratelimit-remaining'), '799')
  })

  test('the token bucket of Twitch, per user', async ({ assert }) => {
    await simulator.control('POST', '/settings', { rateLimitPerMinute: 3 })
    const vera = await context.signIn('vera')
    const statuses: number[] = []
    for (let n = 0; n < 4; n += 1) statuses.push(await statusOf(context.mira.get('users')))
    assert.deepEqual(statuses, [200, 200, 200, 429])
    const other = await vera.get('users')
    assert.equal(other.status, 200)
    assert.equal(other.headers.get('ratelimit-limit'), '3')
    assert.equal(other.headers.get('ratelimit-remaining'), '2')
    await simulator.control('POST', '/clock', { advanceMs: 20_000 })
    assert.equal(await statusOf(context.mira.get('users')), 200)
  })

  test('settlement can be throttled to an error or to patience', async ({ assert }) => {
    const { ids } = await redeem(12)
    await fault('settlement', { perSecond: 4, burst: 5, overflow: 'error' })
    assert.equal(await statusOf(settle(ids.slice(0, 5))), 200)
    assert.equal(await statusOf(settle(ids.slice(5, 8))), 500)
    await simulator.control('POST', '/clock', { advanceMs: 1000 })
    assert.equal(await statusOf(settle(ids.slice(5, 8))), 200)

    await simulator.control('POST', '/clock', { rate: 20 })
    await fault('settlement', { perSecond: 2, burst: 0, overflow: 'wait' })
    const start = performance.now()
    assert.equal(await statusOf(settle(ids.slice(8, 12))), 200)
    // 4 redemptions at 2 a second, 20 times faster.
    assert.isAtLeast(performance.now() - start, 90)
  })

  test('a slow endpoint answers late', async ({ assert }) => {
    await fault('http', { path: 'users', delayMs: 120, times: 1 })
    const start = performance.now()
    assert.equal(await statusOf(context.mira.get('users')), 200)
    assert.isAtLeast(performance.now() - start, 110)
  })

  test('messages come twice with one id, or with two', async ({ assert }) => {
    const client = await listen()
    await fault('delivery', { duplicates: 1 })
    await redeem()
    const [one, two] = await client.some(ADDED, 2)
    assert.equal(one?.metadata.message_id, two?.metadata.message_id)

    await fault('delivery', { twins: 1 })
    const { ids } = await redeem()
    const [, , three, four] = await client.some(ADDED, 4)
    assert.notEqual(three?.metadata.message_id, four?.metadata.message_id)
    assert.equal(three?.payload.event?.id, ids[0])
    assert.equal(four?.payload.event?.id, ids[0])
  })

  test('messages are lost, reordered and dated back', async ({ assert }) => {
    const client = await listen()
    await fault('delivery', { losses: 1, reorder: 3 })
    const { ids } = await redeem(4)
    const frames = await client.some(ADDED, 3)
    assert.deepEqual(
      frames.map(({ payload }) => payload.event?.id),
      [ids[3], ids[2], ids[1]]
    )
    await fault('delivery', { backdateMs: 11 * 60_000 })
    await redeem()
    const [, , , late] = await client.some(ADDED, 4)
    const age = Date.now() - Date.parse(late?.metadata.message_timestamp ?? '')
    assert.isAtLeast(age, 10 * 60_000)
  })

  test('new sockets are refused a number of times', async ({ assert }) => {
    await fault('delivery', { refuseSockets: 1 })
    const refused = new EventSubClient(`${simulator.url.replace('http', 'ws')}/ws`)
    const error = await new Promise<Error>((resolve) => refused.socket.once('error', resolve))
    assert.include(error.message, '503')
    const { client } = await EventSubClient.connect(simulator.url)
    clients.push(client)
  })

  test('refresh is refused so many times', async ({ assert }) => {
    const token = await simulator.token({ login: 'mira' })
    await fault('tokens', { refuseRefresh: 1 })
    const refresh = async () => {
      const body = new URLSearchParams({
        client_id: 'crowdcrit-test',
        client_secret: 'crowdcrit-test-secret',
        grant_type: 'refresh_token',
        refresh_token: token.refresh_token ?? '',
      })
      return await statusOf(fetch(`${simulator.url}/auth/token`, { method: 'POST', body }))
    }
    assert.equal(await refresh(), 400)
    assert.equal(await refresh(), 200)
  })

  test('any frame can be sent, well-formed or not', async ({ assert }) => {
    const client = await listen()
    const raw = new Promise<string>((resolve) =>
      client.socket.once('message', (data) => resolve(data.toString()))
    )
    await simulator.control('POST', '/sockets/raw', {
      message: { metadata: { message_type: 'session_surprise' } },
    })
    assert.include(await raw, 'session_surprise')
  })

  test('all faults are healed at once', async ({ assert }) => {
    await fault('http', { status: 503 })
    await fault('delivery', { losses: 5, keepalivesStopped: true })
    await simulator.control('DELETE', '/faults')
    assert.equal(await statusOf(context.mira.get('users')), 200)
    assert.containsSubset(await simulator.control('GET', '/faults'), {
      http: [],
      delivery: { losses: 0, keepalivesStopped: false },
    })
  })
})

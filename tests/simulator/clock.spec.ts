import { test } from '@japa/runner'
import { statusOf } from '#tests/support/helix_client'
import { EventSubClient } from '#tests/support/eventsub_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

test.group('Twitch simulator | clock', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  const clients: EventSubClient[] = []

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    return async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()))
    }
  })

  const setClock = (body: object) =>
    simulator.control<{ now: string; rate: number }>('POST', '/clock', body)

  async function connect() {
    const connection = await EventSubClient.connect(simulator.url)
    clients.push(connection.client)
    return connection
  }

  async function subscribed() {
    const { client, sessionId } = await connect()
    const made = await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: 'channel.poll.end',
        version: '1',
        condition: { broadcaster_user_id: context.mira.userId },
        transport: { method: 'websocket', session_id: sessionId },
      }
    )
    if (made.status !== 202) throw new Error(made.body.message)
    return client
  }

  test('what has become due happens before the clock answers', async ({ assert }) => {
    const { client: unused } = await connect()
    const client = await subscribed()
    await context.mira.post(
      'polls',
      {},
      { ...context.own, title: 'Next?', choices: [{ title: 'A' }, { title: 'B' }], duration: 15 }
    )
    await setClock({ advanceMs: 16_000 })
    assert.equal(await unused.closed, 4003)
    await client.next('session_keepalive')
    const [ended] = await client.some('channel.poll.end', 1)
    assert.equal(ended?.payload.event?.status, 'completed')
  })

  test('what waits is done sooner when the clock is made faster', async ({ assert }) => {
    await setClock({ rate: 0.01 })
    const { client: unused } = await connect()
    await setClock({ rate: 1000 })
    assert.equal(await unused.closed, 4003)
  })

  test('a fast clock fills buckets and ends tokens as fast', async ({ assert }) => {
    await simulator.control('POST', '/settings', { rateLimitPerMinute: 60, userTokenSeconds: 3600 })
    const vera = await context.signIn('vera')
    const calls = await Promise.all(Array.from({ length: 61 }, () => statusOf(vera.get('users'))))
    assert.include(calls, 429)
    await setClock({ rate: 600 })
    // A point a second is one in 1.7 ms now.
    const patient = async (): Promise<number> => {
      const status = await statusOf(vera.get('users'))
      return status === 429 ? patient() : status
    }
    assert.equal(await patient(), 200)
    const before = Date.parse((await setClock({ rate: 1 })).now)
    await setClock({ advanceMs: 3600_000 })
    assert.equal(await statusOf(vera.get('users')), 401)
    const { now } = await simulator.control<{ now: string }>('GET', '/clock')
    assert.isAtLeast(Date.parse(now) - before, 3600_000)
  })

  test('a socket survives a jump of days', async ({ assert }) => {
    const client = await subscribed()
    await setClock({ advanceMs: 3 * 86_400_000 })
    await client.next('session_keepalive')
    assert.equal(client.socket.readyState, client.socket.OPEN)
  })

  test('it can be set to a date', async ({ assert }) => {
    const { now } = await setClock({ now: '2031-05-06T07:08:09Z' })
    assert.match(now, /^2031-05-06T07:08:09/)
    await assert.rejects(() => setClock({ now: 'soon' }), /now is not a date/)
    await assert.rejects(() => setClock({ rate: 0 }), /rate/)
  })
})

import { test } from '@japa/runner'
import type { EventSubBase } from '@twurple/eventsub-base'
import { until } from '#tests/support/until'
import { watchTimers } from '#tests/support/conformance/timers'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { EVENT_ROWS, WEBHOOK_ROWS } from '#tests/support/conformance/event_rows'
import {
  TWURPLE_ROWS,
  TWURPLE_WEBHOOK_ROWS,
  type TwurpleRow,
} from '#tests/support/conformance/twurple_rows'
import {
  appClient,
  pointTwurpleAt,
  socketListener,
  userClient,
  webhookListener,
} from '#tests/support/conformance/twurple_clients'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const HAPPENINGS = new Map([...EVENT_ROWS, ...WEBHOOK_ROWS].map((row) => [row.type, row]))

test.group('Twitch simulator | the listeners of @twurple', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel

  group.setup(async () => {
    simulator = await startSimulator()
    const restore = pointTwurpleAt(simulator)
    const letGoOfTimers = watchTimers()
    return async () => {
      restore()
      letGoOfTimers()
      await simulator.stop()
    }
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
  })

  const statuses = async () => {
    const { subscriptions } = await simulator.control<{ subscriptions: { status: string }[] }>(
      'GET',
      '/state'
    )
    return subscriptions.map(({ status }) => status)
  }

  const refusalOf = (listener: EventSubBase) =>
    new Promise<never>((_, reject) => {
      listener.onSubscriptionCreateFailure((_subscription, error) => reject(error))
    })

  /** Subscribes, has it happen, and gives what the listener made of it. */
  async function hear(listener: EventSubBase, row: TwurpleRow): Promise<object> {
    const heard: object[] = []
    row.subscribe(listener, context.mira.userId, (facts) => heard.push(facts))
    const enabled = until('it is enabled', async () => (await statuses()).includes('enabled'))
    await Promise.race([enabled, refusalOf(listener)])
    const happening = HAPPENINGS.get(row.type)
    if (!happening) throw new Error(`There is no way to play ${row.type}`)
    await happening.play(context)
    return until(`${row.type} is heard`, () => heard[0])
  }

  const follow = (viewer: string) =>
    simulator.control('POST', '/follow', { broadcaster: 'mira', viewer })

  /** A listener on a socket that hears who follows. */
  async function followers(cleanup: (handler: () => void) => void) {
    const { api } = await userClient(simulator)
    const listener = socketListener(api)
    cleanup(() => listener.stop())
    const heard: string[] = []
    const { userId } = context.mira
    listener.onChannelFollow(userId, userId, ({ userName }) => heard.push(userName))
    listener.start()
    await until('it is enabled', async () => (await statuses()).includes('enabled'))
    return { listener, heard }
  }

  test('over a socket: {type}')
    .with(TWURPLE_ROWS)
    .run(async ({ assert, cleanup }, row) => {
      const { api } = await userClient(simulator)
      const listener = socketListener(api)
      cleanup(() => listener.stop())
      listener.start()
      assert.deepEqual(await hear(listener, row), row.facts)
    })

  test('over a webhook: {type}')
    .with([...TWURPLE_ROWS, ...TWURPLE_WEBHOOK_ROWS])
    .run(async ({ assert, cleanup }, row) => {
      const listener = webhookListener(appClient())
      cleanup(() => listener.stop())
      listener.start()
      assert.deepEqual(await hear(listener, row), row.facts)
    })

  test('a socket that is asked to move hears on, with a late welcome too', async ({
    assert,
    cleanup,
  }) => {
    const { listener, heard } = await followers(cleanup)
    const sessions: string[] = []
    listener.onUserSocketReady((_user, sessionId) => sessions.push(sessionId))
    await simulator.control('POST', '/sockets/reconnect', { welcomeDelayMs: 200 })
    await follow('before_the_welcome')
    await until('the new socket is welcome', () => sessions.length > 0)
    await follow('after_the_welcome')
    await until('both are heard', () => heard.length >= 2)
    assert.deepEqual(heard, ['before_the_welcome', 'after_the_welcome'])
    const { sockets } = await simulator.control<{ sockets: { id: string }[] }>('GET', '/state')
    assert.deepEqual(
      sockets.map(({ id }) => id),
      sessions
    )
  })

  test('a socket that is lost is opened again, and subscribed anew', async ({
    assert,
    cleanup,
  }) => {
    const { listener, heard } = await followers(cleanup)
    const lost = new Promise((resolve) => listener.onUserSocketDisconnect(resolve))
    await simulator.control('POST', '/sockets/drop', { gapMs: 300 })
    await lost
    await follow('inside_the_gap')
    await until('it is enabled again', async () => (await statuses()).includes('enabled'))
    await follow('after_the_gap')
    await until('one is heard', () => heard.length > 0)
    assert.deepEqual(heard, ['after_the_gap'])
    assert.include(await statuses(), 'websocket_network_error')
  })

  test('{$self} is told to the listener over a socket and a webhook')
    .with([
      'authorization_revoked',
      'user_removed',
      'moderator_removed',
      'version_removed',
      'notification_failures_exceeded',
    ])
    .run(async ({ assert, cleanup }, reason) => {
      const told: string[] = []
      const { listener } = await followers(cleanup)
      listener.onRevoke((_subscription, status) => told.push(`socket ${status}`))
      const webhooks = webhookListener(appClient())
      cleanup(() => webhooks.stop())
      webhooks.onRevoke((_subscription, status) => told.push(`webhook ${status}`))
      webhooks.start()
      webhooks.onChannelFollow(context.mira.userId, context.mira.userId, () => {})
      await until('both are enabled', async () => (await statuses()).length === 2)
      await until('both are enabled', async () =>
        (await statuses()).every((status) => status === 'enabled')
      )
      await simulator.control('POST', '/subscriptions/revoke', { reason })
      await until('both are told', () => told.length >= 2)
      assert.sameMembers(told, [`socket ${reason}`, `webhook ${reason}`])
      assert.deepEqual(await statuses(), [reason, reason])
    })

  test('each row of the table is heard over both', ({ assert }) => {
    assert.sameMembers(
      [...TWURPLE_ROWS, ...TWURPLE_WEBHOOK_ROWS].map(({ type }) => type),
      [...HAPPENINGS.keys()]
    )
  })
})

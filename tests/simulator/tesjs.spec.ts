import type TES from 'tesjs'
import { test } from '@japa/runner'
import { until } from '#tests/support/until'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { watchTimers } from '#tests/support/conformance/timers'
import { tesjsClient } from '#tests/support/conformance/tesjs_client'
import { conditionOf, EVENT_ROWS } from '#tests/support/conformance/event_rows'
import {
  BROADCASTER_SCOPES,
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const ADDED = 'channel.channel_points_custom_reward_redemption.add'

test.group('Twitch simulator | tesjs as another independent client', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let tes: TES

  const newToken = async () => {
    const { access_token: token } = await simulator.token({
      login: 'mira',
      scopes: BROADCASTER_SCOPES,
    })
    return token
  }

  group.setup(async () => {
    simulator = await startSimulator()
    const letGoOfTimers = watchTimers()
    tes = await tesjsClient(simulator, newToken)
    return async () => {
      letGoOfTimers()
      await simulator.stop()
    }
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    // It finds out in its own time that its sockets are gone.
    await until('tesjs has a socket again', async () => {
      try {
        return await tes.subscribe('user.update', { user_id: context.mira.userId })
      } catch {
        return null
      }
    })
  })

  const mirasOwn = () => ({ broadcaster_user_id: context.mira.userId })

  const sockets = async () => {
    const state = await simulator.control<{ sockets: { id: string; messagesSent: number }[] }>(
      'GET',
      '/state'
    )
    return state.sockets
  }

  test('{type}')
    .with(EVENT_ROWS)
    .run(async ({ assert }, row) => {
      const heard: Record<string, unknown>[] = []
      tes.on(row.type, (event) => heard.push(event))
      const condition = conditionOf(row, context.mira.userId)
      const made = await tes.subscribe(row.type, condition, row.version ?? '1')
      assert.containsSubset(made, { type: row.type, status: 'enabled', condition })
      await row.play(context)
      await until('it is heard', () => heard.length > 0)
      assert.containsSubset(heard[0], row.event)
    })

  test('it moves to another socket when asked, and hears on', async ({ assert }) => {
    await context.mira.post('channel_points/custom_rewards', context.own, {
      title: 'Crit',
      cost: 1,
    })
    const heard: unknown[] = []
    tes.on(ADDED, ({ id }) => heard.push(id))
    await tes.subscribe(ADDED, mirasOwn())
    const [before] = await sockets()
    await simulator.control('POST', '/sockets/reconnect', { welcomeDelayMs: 100 })
    const early = await simulator.redeem({ broadcaster: 'mira', reward: 'Crit' })
    await until('the new socket is welcome', async () => {
      const [now] = await sockets()
      return (now?.messagesSent ?? 0) >= (before?.messagesSent ?? 0) + 3
    })
    const late = await simulator.redeem({ broadcaster: 'mira', reward: 'Crit' })
    await until('both are heard', () => heard.length >= 2)
    assert.deepEqual(heard, [...early.ids, ...late.ids])
    assert.equal((await sockets())[0]?.id, before?.id)
  })

  test('it is told of a revocation', async ({ assert }) => {
    const revoked: unknown[] = []
    tes.on('revocation', ({ id, status }) => revoked.push([id, status]))
    const made = await tes.subscribe('channel.cheer', mirasOwn())
    const reason = 'version_removed'
    await simulator.control('POST', '/subscriptions/revoke', { id: made.id, reason })
    await until('it is told', () => revoked.length > 0)
    assert.deepEqual(revoked, [[made.id, reason]])
  })

  test('it notices when keepalives stop, and not before', async ({ assert }) => {
    await simulator.control('POST', '/settings', { keepaliveSeconds: 0.5 })
    await simulator.control('POST', '/sockets/drop')
    const lost: object[] = []
    tes.on('connection_lost', (subscriptions) => lost.push(subscriptions))
    await until('tesjs has another socket', async () => (await sockets()).length === 0)
    const made = await tes.subscribe('stream.online', mirasOwn())
    await until('keepalives have come', async () => ((await sockets())[0]?.messagesSent ?? 0) > 3)
    assert.lengthOf(lost, 0)
    await simulator.control('POST', '/faults/delivery', { keepalivesStopped: true })
    await until('it is noticed', () => lost.length > 0)
    assert.property(lost[0], made.id)
  }).tags(['@alone'])

  test('an expired token is replaced, an identical subscription refused', async ({ assert }) => {
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })
    const made = await tes.subscribe('channel.cheer', mirasOwn())
    const found = await tes.getSubscription(made.id)
    assert.equal(found?.type, 'channel.cheer')
    await assert.rejects(() => tes.subscribe('channel.cheer', mirasOwn()), /^409 Conflict/)
    await tes.unsubscribe(made.id)
    assert.isUndefined(await tes.getSubscription(made.id))
  })
})

import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { SettlementError, SettlementGateway } from '#redemptions/settlement_gateway'
import { TwitchSettlementGateway } from '#rewards/twitch_settlement_gateway'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { createStreamer, useSimulator } from '#tests/support/streamer'

test.group('Settlement gateway', (group) => {
  let simulator: TwitchSimulator
  let gateway: SettlementGateway

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await db.from('users').delete()
    gateway = await app.container.make(SettlementGateway)
  })

  async function sold(viewers: number) {
    const { twitchId } = await createStreamer(simulator, 'mira')
    const reward = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'Twist',
      cost: 1,
      clientId: TwitchSimulator.clientId,
    })
    const { ids } = await simulator.redeem({ broadcaster: 'mira', reward: 'Twist', viewers })
    return { twitchId, rewardId: reward.id, ids }
  }

  const failureOf = async (call: Promise<unknown>) => {
    const error = await call.catch((caught: unknown) => caught)
    return error instanceof SettlementError ? error : undefined
  }

  test('settles and reads', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(3)
    const results = await gateway.settle(twitchId, rewardId, ids.slice(0, 2), 'CANCELED')
    assert.sameDeepMembers(
      results,
      ids.slice(0, 2).map((redemptionId) => ({ redemptionId, status: 'CANCELED' as const }))
    )
    const statuses = await gateway.read(twitchId, rewardId, [...ids, 'unknown'])
    assert.deepEqual(
      ids.map((id) => statuses.get(id)),
      ['CANCELED', 'CANCELED', 'UNFULFILLED']
    )
    assert.isFalse(statuses.has('unknown'))
  })

  test('one that is settled already is "not found"', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(1)
    await simulator.control('POST', '/redemptions/settle', { ids, status: 'FULFILLED' })
    const error = await failureOf(gateway.settle(twitchId, rewardId, ids, 'CANCELED'))
    assert.equal(error?.failure, 'not_found')
    assert.deepEqual(await gateway.read(twitchId, rewardId, ['nobody knows']), new Map())
  })

  test('a deleted reward is told apart', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(1)
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Twist' })
    const settled = await failureOf(gateway.settle(twitchId, rewardId, ids, 'CANCELED'))
    const read = await failureOf(gateway.read(twitchId, rewardId, ids))
    assert.deepEqual([settled?.failure, read?.failure], ['reward_gone', 'reward_gone'])
  })

  test('that a reward is gone is not believed on one answer', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(1)
    class Confused extends ChannelPointsApi {
      override async settle(): Promise<string[]> {
        throw new TwitchError('reward_gone')
      }
    }
    const confused = new TwitchSettlementGateway(
      new Confused(await app.container.make(TwitchClient))
    )
    const settle = () => failureOf(confused.settle(twitchId, rewardId, ids, 'CANCELED'))
    assert.equal((await settle())?.failure, 'retryable')

    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Twist' })
    assert.equal((await settle())?.failure, 'reward_gone')
  })

  test('500 and 429 may pass, and 429 says when', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(1)
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500, times: 1 })
    const down = await failureOf(gateway.settle(twitchId, rewardId, ids, 'CANCELED'))
    assert.equal(down?.failure, 'retryable')

    await simulator.control('POST', '/faults/http', {
      path: 'redemptions',
      status: 429,
      durationMs: 20_000,
    })
    const limited = await failureOf(gateway.settle(twitchId, rewardId, ids, 'CANCELED'))
    assert.equal(limited?.failure, 'limited')
    assert.isAbove(limited?.retryAfterMs ?? 0, 10_000)
    assert.isAtMost(limited?.retryAfterMs ?? 0, 21_000)
  })

  test('each failure costs one call', async ({ assert }) => {
    const { twitchId, rewardId, ids } = await sold(1)
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500 })
    await simulator.control('DELETE', '/counters')
    await failureOf(gateway.settle(twitchId, rewardId, ids, 'CANCELED'))
    const { calls } = await simulator.control<{ calls: unknown }>('GET', '/counters')
    assert.match(JSON.stringify(calls), /PATCH[^,]*1/)
    assert.notMatch(JSON.stringify(calls), /PATCH[^,]*[2-9]/)
  })

  test('another app’s reward, and a user who is gone, need a person', async ({ assert }) => {
    const { twitchId, ids } = await sold(1)
    const foreign = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'By hand',
      cost: 1,
    })
    const notOurs = await failureOf(gateway.settle(twitchId, foreign.id, ids, 'CANCELED'))
    assert.equal(notOurs?.failure, 'refused')

    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    const revoked = await failureOf(gateway.settle(twitchId, foreign.id, ids, 'CANCELED'))
    assert.equal(revoked?.failure, 'unauthorized')
    assert.match(revoked?.message ?? '', /Reconnect/)
  })
})

import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { orderSettlement } from '#redemptions/order_settlement'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { SettlementGateway } from '#redemptions/settlement_gateway'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { emptyDatabase } from '#tests/support/database'
import { FastClock } from '#tests/support/fast_clock'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  setViewers,
  testSql,
} from '#tests/support/fixtures'
import { createStreamer, STREAMER_SCOPES, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { ledgerOf, rows } from '#tests/functional/ledger/support'

/** Takes Twitch along into the future. */
class SharedClock extends FastClock {
  constructor(private simulator: TwitchSimulator) {
    super()
  }

  override async wait(milliseconds: number): Promise<void> {
    await super.wait(milliseconds)
    await this.simulator.control('POST', '/clock', { advanceMs: milliseconds })
  }
}

test.group('Settlement with Twitch', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  /** So many redemptions that are to be refunded. */
  async function ordered(count: number) {
    const sql = testSql()
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    await setViewers(sql, user.id, 5)
    const { id: campaignId } = await createCampaign(sql)
    await createMember(sql, campaignId, user.id, 'streamer')
    const eventId = await createEvent(sql, campaignId, { event: { minimum: 1_000 } })
    const made = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'Twist',
      cost: 100,
      clientId: TwitchSimulator.clientId,
    })
    const streamer = { id: user.id, broadcasterId: twitchId, login: 'mira' }
    const row = await createReward(
      sql,
      { streamer, campaignId, eventId },
      { reward: { twitch_reward_id: made.id } }
    )
    const { ids } = await simulator.redeem({ broadcaster: 'mira', reward: 'Twist', viewers: count })
    const reconcile = await app.container.make(ReconcileRedemptions)
    await reconcile.execute(user.id)
    await orderSettlement(sql, { redemptionIds: ids, outcome: 'refund', reason: 'expired' })
    return { user, reward: { ...row, twitchRewardId: made.id }, twitchId }
  }

  async function settle() {
    const gateway = await app.container.make(SettlementGateway)
    const clock = new SharedClock(simulator)
    const settling = new SettleRedemptions({ sql: testSql, gateway, clock, log: logger })
    await settling.execute()
    await settling.idle()
  }

  const canceled = async () => {
    const found = await simulator.redemptions({ status: 'CANCELED' })
    return found.length
  }

  test('four a second, and 500 beyond it', async ({ assert }) => {
    const { reward } = await ordered(150)
    await simulator.control('POST', '/faults/settlement', {
      perSecond: 4,
      burst: 10,
      overflow: 'error',
    })
    await simulator.control('DELETE', '/counters')
    await settle()

    assert.equal(await canceled(), 150)
    assert.deepEqual(await ledgerOf(reward), [{ state: 'refunded', reason: 'expired', count: 150 }])
    const { calls } = await simulator.control<{
      calls: Record<string, { count: number; byStatus: Record<string, number> }>
    }>('GET', '/counters')
    const patches = Object.entries(calls).find(([endpoint]) => endpoint.startsWith('PATCH'))
    assert.equal(patches?.[1].byStatus[200], 15)
    // It has to find the limit first; of a thousand the share is far smaller.
    assert.isAtMost((patches?.[1].count ?? 0) - 15, 5)
  })

  test('an answer that was lost is read, not repeated', async ({ assert }) => {
    const { reward } = await ordered(5)
    await simulator.control('POST', '/faults/http', {
      method: 'PATCH',
      path: 'redemptions',
      status: 500,
      times: 1,
      applied: true,
    })
    await settle()
    assert.equal(await canceled(), 5)
    assert.deepEqual(await ledgerOf(reward), [{ state: 'refunded', reason: 'expired', count: 5 }])
  })

  test('revoked: stuck with its cause, until the streamer has consented again', async ({
    assert,
  }) => {
    const { user, reward, twitchId } = await ordered(12)
    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    await settle()
    const stuck = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM redemptions WHERE stuck_cause = 'unauthorized'`
    )
    assert.deepEqual(stuck, [{ count: 12 }])
    await settle()
    assert.equal(await canceled(), 0)

    const token = await simulator.token({ login: 'mira', scopes: STREAMER_SCOPES })
    const tokens = await app.container.make(TwitchTokens)
    await tokens.store(user.id, {
      id: twitchId,
      login: 'mira',
      displayName: 'mira',
      broadcasterType: 'affiliate',
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? '',
      expiresIn: token.expires_in,
      scopes: token.scope,
    })
    await settle()
    assert.equal(await canceled(), 12)
    assert.deepEqual(await ledgerOf(reward), [{ state: 'refunded', reason: 'expired', count: 12 }])
  })

  test('a reward deleted on Twitch ends what was open of it', async ({ assert }) => {
    const { reward } = await ordered(3)
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Twist' })
    await settle()
    assert.deepEqual(await ledgerOf(reward), [
      { state: 'fulfilled', reason: 'reward_deleted', count: 3 },
    ])
  })
})

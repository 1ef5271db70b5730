import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Sql } from '#core/sql'
import { RewardManager } from '#rewards/reward_manager'
import { RewardReconciler } from '#rewards/reward_reconciler'
import { PausePolicies, PausePolicy, type SellableReward } from '#rewards/pause_policies'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { createCampaign, testSql } from '#tests/support/fixtures'
import { uuidv7 } from '#core/ids'

interface OnTwitch {
  id: string
  title: string
  cost: number
  prompt: string
  background_color: string
  is_enabled: boolean
  is_paused: boolean
  should_redemptions_skip_request_queue: boolean
}

class ToldPolicy extends PausePolicy {
  reason: string | null = null

  async reasons(_sql: Sql, rewards: SellableReward[]) {
    const { reason } = this
    return new Map(reason === null ? [] : rewards.map(({ id }) => [id, reason]))
  }
}

test.group('Rewards', (group) => {
  let simulator: TwitchSimulator
  let reconciler: RewardReconciler
  const policy = new ToldPolicy()
  const look = {
    title: 'Twist of fate',
    prompt: 'Turns a roll',
    colour: '#FF00AA',
    cost: 300,
    maxPerViewer: null,
    cooldownSeconds: null,
  }

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'mira', broadcasterType: 'affiliate', live: true },
        { login: 'newbie', broadcasterType: '', live: true },
      ],
    })
    useSimulator(simulator)
    const policies = await app.container.make(PausePolicies)
    policies.register('test', policy)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await db.from('redemptions').delete()
    await db.from('rewards').delete()
    await db.from('users').delete()
    policy.reason = null
    reconciler = await app.container.make(RewardReconciler)
  })

  const onTwitch = async (login = 'mira') => {
    const { data } = await simulator.control<{ data: OnTwitch[] }>(
      'GET',
      `/rewards?broadcaster=${login}`
    )
    return data
  }
  const row = (id: string) => db.from('rewards').where('id', id).first()
  const column = async (id: string, name: string) => {
    const reward = await row(id)
    return reward[name]
  }

  async function reach() {
    await reconciler.round()
    await reconciler.idle()
  }

  async function sell(login = 'mira', subjectId = uuidv7()) {
    const { user, twitchId } = await createStreamer(simulator, login)
    const { id: campaignId } = await createCampaign(testSql())
    const manager = new RewardManager()
    const key = { streamerId: user.id, handler: 'test', subjectId }
    const id = await manager.enable({ ...key, ...look, campaignId })
    await reach()
    return { manager, key, id, user, twitchId, campaignId }
  }

  test('a wanted reward is made as it is wanted', async ({ assert }) => {
    const { id } = await sell()
    const [made] = await onTwitch()

    assert.containsSubset(made, {
      title: 'Twist of fate',
      prompt: 'Turns a roll',
      cost: 300,
      background_color: '#FF00AA',
      is_enabled: true,
      is_paused: false,
      should_redemptions_skip_request_queue: false,
    })
    assert.containsSubset(await row(id), { state: 'present', twitch_reward_id: made.id })
  })

  test('follows price, look and the switch', async ({ assert }) => {
    const { manager, key } = await sell()
    await manager.change(key, { ...look, title: 'Other', cost: 500 })
    await reach()
    assert.containsSubset(await onTwitch(), [{ title: 'Other', cost: 500, is_enabled: true }])

    await manager.disable(key)
    await reach()
    assert.containsSubset(await onTwitch(), [{ is_enabled: false }])
    assert.lengthOf(await onTwitch(), 1)
  })

  test('is paused while the policy has a reason, told to Twitch once', async ({ assert }) => {
    const { id } = await sell()
    policy.reason = 'cooling_down'
    await reach()
    assert.containsSubset(await onTwitch(), [{ is_paused: true, is_enabled: true }])

    await simulator.control('DELETE', '/counters')
    policy.reason = 'already_armed'
    await reach()
    await reach()
    const { calls } = await simulator.control<{ calls: unknown[] | object }>('GET', '/counters')
    assert.lengthOf(Object.keys(calls), 0)
    assert.containsSubset(await row(id), { is_paused: true, pause_reason: 'already_armed' })

    policy.reason = null
    await reach()
    assert.containsSubset(await onTwitch(), [{ is_paused: false }])
  })

  test('is never on sale for a moment when it has to be paused from the start', async ({
    assert,
  }) => {
    policy.reason = 'no_instance_open'
    await simulator.control('POST', '/faults/http', {
      method: 'PATCH',
      path: 'custom_rewards',
      status: 503,
      times: 1,
    })
    const { id } = await sell()
    assert.containsSubset(await onTwitch(), [{ is_enabled: false }])

    await db.from('rewards').where('id', id).update({ next_attempt_at: new Date() })
    await reach()
    assert.containsSubset(await onTwitch(), [{ is_enabled: true, is_paused: true }])
  })

  test('takes the next free title', async ({ assert }) => {
    for (const title of ['Twist of fate', 'TWIST OF FATE (2)']) {
      await simulator.control('POST', '/rewards', { broadcaster: 'mira', title, cost: 1 })
    }
    const { id, manager, key } = await sell()
    assert.equal(await column(id, 'title'), 'Twist of fate (3)')

    await manager.change(key, { ...look, cost: 10 })
    await reach()
    assert.containsSubset(await row(id), { title: 'Twist of fate (3)', state: 'present' })
  })

  test('a reward whose making was not written down is found again', async ({ assert }) => {
    await simulator.control('POST', '/faults/http', {
      method: 'POST',
      path: 'custom_rewards',
      status: 503,
      times: 1,
      applied: true,
    })
    const { id } = await sell()
    assert.containsSubset(await row(id), { state: 'wanted', failure_code: 'unavailable' })

    await db.from('rewards').where('id', id).update({ next_attempt_at: new Date() })
    await reach()
    const [made] = await onTwitch()
    assert.lengthOf(await onTwitch(), 1)
    assert.containsSubset(await row(id), {
      state: 'present',
      twitch_reward_id: made.id,
      failure_code: null,
    })
  })

  test('refusals come with a sentence and are tried again', async ({ assert }) => {
    const { id } = await sell('newbie')
    const refused = await row(id)
    assert.containsSubset(refused, { state: 'refused', failure_code: 'not_affiliate' })
    assert.match(refused.failure_message, /affiliate or partner/)
    assert.isAbove(refused.next_attempt_at.getTime(), Date.now())

    await simulator.control('POST', '/users', { login: 'newbie', broadcasterType: 'affiliate' })
    await new RewardManager().retry(refused.streamer_id, id)
    await reach()
    assert.containsSubset(await row(id), { state: 'present', failure_message: null })
  })

  test('the 51st reward is explained', async ({ assert }) => {
    for (let count = 1; count <= 50; count++) {
      await simulator.control('POST', '/rewards', {
        broadcaster: 'mira',
        title: `Theirs ${count}`,
        cost: 1,
      })
    }
    const { id } = await sell()
    const refused = await row(id)
    assert.containsSubset(refused, { state: 'refused', failure_code: 'too_many_rewards' })
    assert.match(refused.failure_message, /50 rewards/)
  })

  test('a missing permission is asked for, and consent goes on at once', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira', { scopes: [] })
    const { id: campaignId } = await createCampaign(testSql())
    const key = { streamerId: user.id, handler: 'test', subjectId: uuidv7() }
    const id = await new RewardManager().enable({ ...key, ...look, campaignId })
    await reach()
    assert.containsSubset(await row(id), { state: 'refused', failure_code: 'missing_scope' })

    const { retryFailed } = await import('#rewards/retry_failed')
    await db.from('twitch_accounts').where('user_id', user.id).delete()
    await db.from('twitch_accounts').delete()
    const token = await simulator.token({ login: 'mira', scopes: ['channel:manage:redemptions'] })
    const { TwitchTokens } = await import('#twitch/tokens/twitch_tokens')
    const tokens = await app.container.make(TwitchTokens)
    await tokens.store(user.id, {
      id: token.user_id ?? '',
      login: 'mira',
      displayName: 'mira',
      broadcasterType: 'affiliate',
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? '',
      expiresIn: token.expires_in,
      scopes: token.scope,
    })
    await retryFailed(user.id)
    await reach()
    assert.containsSubset(await row(id), { state: 'present' })
  })

  test('one that is to go is hidden, drained, and only then deleted', async ({ assert }) => {
    const { manager, key, id, user } = await sell()
    const { ids } = await simulator.redeem({ broadcaster: 'mira', reward: look.title, viewers: 2 })
    await manager.retire(key)
    await reach()
    assert.containsSubset(await onTwitch(), [{ is_enabled: false }])

    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 2, problem: null })
    await again(id)
    assert.lengthOf(await onTwitch(), 1)

    await simulator.control('POST', '/redemptions/settle', { ids, status: 'CANCELED' })
    await again(id)
    assert.lengthOf(await onTwitch(), 1, 'the ledger has not followed yet')

    await db.from('redemptions').update({
      state: 'refunded',
      reason: 'settled_on_twitch',
      settled_by: 'person',
      settled_at: new Date(),
    })
    await again(id)
    assert.lengthOf(await onTwitch(), 0)
    assert.equal(await column(id, 'state'), 'retired')
    assert.lengthOf(await simulator.redemptions({ status: 'FULFILLED' }), 0)
  })

  test('one deleted on Twitch by hand gets a successor while it is wanted', async ({ assert }) => {
    const { id, manager, key } = await sell()
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: look.title })
    await manager.change(key, { ...look, cost: 20 })
    await reach()
    await reach()

    assert.containsSubset(await row(id), { state: 'gone' })
    assert.isNotNull(await column(id, 'retired_at'))
    const [made] = await onTwitch()
    const successor = await db.from('rewards').whereNull('retired_at').first()
    assert.containsSubset(successor, { state: 'present', twitch_reward_id: made.id, cost: 20 })
  })

  test('one deleted on Twitch is noticed by the reconciliation', async ({ assert }) => {
    const { id, user } = await sell()
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: look.title })
    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 0 })
    assert.equal(await column(id, 'state'), 'gone')
  })

  test('a list that fails says nothing', async ({ assert }) => {
    const { user, id } = await sell()
    await simulator.redeem({ broadcaster: 'mira', reward: look.title, viewers: 2 })
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500, times: 1 })
    const reconcile = await app.container.make(ReconcileRedemptions)

    assert.containSubset(await reconcile.execute(user.id), {
      caughtUp: 0,
      problem: 'Twitch does not answer at the moment. It is tried again by itself.',
    })
    assert.equal(await column(id, 'state'), 'present')
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 2, problem: null })
  })

  test('many missed redemptions come from all pages', async ({ assert }) => {
    const { user } = await sell()
    await simulator.redeem({ broadcaster: 'mira', reward: look.title, viewers: 130 })
    const reconcile = await app.container.make(ReconcileRedemptions)
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 130 })
    assert.containSubset(await reconcile.execute(user.id), { caughtUp: 0 })
  })

  async function again(id: string) {
    await db.from('rewards').where('id', id).update({ next_attempt_at: new Date() })
    await reach()
  }
})

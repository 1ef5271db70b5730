import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { type Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { ConduitsApi } from '#twitch/api/conduits_api'
import { RateGuard } from '#twitch/api/rate_guard'
import { SubscriptionsApi } from '#twitch/api/subscriptions_api'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchAuthProvider } from '#twitch/tokens/twitch_auth_provider'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import { ensureConduit } from '#channels/eventsub/conduit/conduit_row'
import { TransportChoice } from '#channels/eventsub/transports/transport_choice'
import { MakeSubscriptions } from '#channels/eventsub/subscriptions/make_subscriptions'
import { SubscriptionKeeper } from '#channels/eventsub/subscriptions/subscription_keeper'
import { RemoveSubscriptions } from '#channels/eventsub/subscriptions/remove_subscriptions'
import { CompareSubscriptions } from '#channels/eventsub/subscriptions/compare_subscriptions'
import { emptyDatabase } from '#tests/support/database'
import { ALL_SUBSCRIPTIONS } from '#tests/support/events/listen'
import { createCampaign, testSql } from '#tests/support/fixtures'
import { SimulatedClock } from '#tests/support/simulated_clock'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const STREAMERS = 1_000
const MINUTE_MS = 60_000
const POINTS_A_MINUTE = 800
const PLANNED_EVERY_MS = 31_000

interface SimulatedUser {
  id: string
  login: string
}

test.group('A thousand streamers', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({ rateLimit: POINTS_A_MINUTE })
    useSimulator(simulator)
    await emptyDatabase()
    return async () => {
      await simulator.stop()
      await emptyDatabase()
    }
  })

  /** All of them stream for one campaign and want to know everything. */
  async function fill() {
    const { data: users } = await simulator.control<{ data: SimulatedUser[] }>(
      'POST',
      '/users/bulk',
      {
        count: STREAMERS,
        scopes: BROADCASTER_SCOPES,
      }
    )
    const campaign = await createCampaign(testSql())
    const features = CHANNEL_FEATURES.filter(({ isAlwaysOn }) => !isAlwaysOn).map(({ id }) => id)
    await testSql().run(
      `WITH told AS (
         SELECT gen_random_uuid() AS id, * FROM unnest($1::text[], $2::text[]) AS t(twitch_id, login)
       ), users AS (
         INSERT INTO users (id, display_name) SELECT id, login FROM told
       ), accounts AS (
         INSERT INTO twitch_accounts (id, user_id, twitch_id, login, display_name, broadcaster_type,
           access_token, refresh_token, scopes)
         SELECT gen_random_uuid(), id, twitch_id, login, login, 'affiliate', 'nonsense', 'nonsense', $3::text[] FROM told
       ), members AS (
         INSERT INTO campaign_members (id, campaign_id, user_id, role)
         SELECT gen_random_uuid(), $4, id, 'streamer' FROM told
       )
       INSERT INTO channel_features (streamer_id, feature)
       SELECT id, feature FROM told CROSS JOIN unnest($5::text[]) AS f(feature)`,
      [
        users.map(({ id }) => id),
        users.map(({ login }) => login),
        BROADCASTER_SCOPES,
        campaign.id,
        features,
      ]
    )
    await db.table('eventsub_settings').insert({ transport: 'conduit-websocket' })
    // As the database does by itself within a minute.
    await testSql().run('ANALYZE')
  }

  /** As the app has it, on a clock that passes by waiting. */
  async function keeperOn(clock: Clock) {
    const rate = new RateGuard(clock)
    const client = new TwitchClient(await app.container.make(TwitchAuthProvider), rate)
    const api = new SubscriptionsApi(client)
    await ensureConduit(testSql(), new ConduitsApi(client), {
      shardCount: 1,
      receivers: 'websocket',
    })
    return new SubscriptionKeeper(
      new TransportChoice(),
      new MakeSubscriptions(api, rate),
      new RemoveSubscriptions(api, rate),
      new CompareSubscriptions(api, rate),
      clock,
      new Notifications()
    )
  }

  interface Calls {
    count: number
    byStatus: Record<string, number>
  }

  async function calls() {
    const counters = await simulator.control<{ calls: Record<string, Calls> }>('GET', '/counters')
    return counters.calls
  }

  /** What is subscribed there, and how much of it is not the same as anything else. */
  async function onTwitch() {
    const { subscriptions } = await simulator.control<{
      subscriptions: { status: string; type: string; condition: Record<string, string> }[]
    }>('GET', '/state')
    const enabled = subscriptions.filter(({ status }) => status === 'enabled')
    const different = new Set(
      enabled.map(({ type, condition }) => JSON.stringify([type, condition]))
    )
    return { enabled: enabled.length, different: different.size }
  }

  const lastChange = () =>
    testSql().run('SELECT max(updated_at) AS at, count(*)::int FROM eventsub_subscriptions')

  test('all subscriptions are made, within the bucket; then there is nothing to do', async ({
    assert,
  }) => {
    const wanted = STREAMERS * ALL_SUBSCRIPTIONS.length
    const clock = new SimulatedClock(simulator)
    const started = performance.now()
    await fill()
    const keeper = await keeperOn(clock)

    while (await keeper.turn()) {
      // Some seconds of calls each.
    }
    const rows = await testSql().run<{ status: string; count: number }>(
      'SELECT status, count(*)::int FROM eventsub_subscriptions GROUP BY status'
    )
    assert.deepEqual(rows, [{ status: 'enabled', count: wanted }])
    const made = await calls()
    const posts = made['POST /eventsub/subscriptions']
    assert.deepEqual(posts, { count: wanted, byStatus: { 202: wanted } })
    const minutes = (clock.waited + performance.now() - started) / MINUTE_MS
    assert.isBelow(posts.count, POINTS_A_MINUTE * (1 + minutes))

    assert.notInclude(JSON.stringify(Object.values(made).map(({ byStatus }) => byStatus)), '"429"')
    assert.deepEqual(await onTwitch(), { enabled: wanted, different: wanted })

    // So that all of it is planned anew.
    await clock.wait(PLANNED_EVERY_MS)
    const before = await lastChange()
    const begun = performance.now()
    assert.isFalse(await keeper.turn())
    assert.isBelow(performance.now() - begun, 2_000)
    assert.deepEqual(await calls(), made)
    assert.deepEqual(await lastChange(), before)
  }).timeout(300_000)
})

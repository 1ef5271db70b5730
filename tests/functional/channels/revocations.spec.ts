import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/user'
import { SwitchTransport } from '#channels/eventsub/transports/switch_transport'
import { channelConnections } from '#dashboards/connection_list'
import { emptyDatabase } from '#tests/support/database'
import { connectionPage } from '#tests/support/events/connection_page'
import { enabledOnTwitch } from '#tests/support/events/listen'
import { testSql } from '#tests/support/fixtures'
import { runTransports } from '#tests/support/running_transports'
import { Shop, SHOP } from '#tests/support/shop'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { consent, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const REDEMPTIONS = 'channel.channel_points_custom_reward_redemption.add'
const HOUR = 3_600

interface Revoked {
  why: string
  type: string
  /** What the streamer reads next to it. */
  reason: string
  /** After how many seconds Twitch is asked again; null: not before somebody has done something. */
  retry: number | null
}

/** Of one subscription, while the permission is good still. */
const REVOKED: Revoked[] = [
  {
    why: 'authorization_revoked',
    type: REDEMPTIONS,
    reason:
      'The permission was taken back on Twitch, or the password changed. Reconnect your Twitch account.',
    retry: HOUR,
  },
  {
    why: 'user_removed',
    type: 'channel.raid',
    reason:
      'The Twitch account does not exist any more. Connect another one, or leave the campaign.',
    retry: null,
  },
  {
    why: 'moderator_removed',
    type: 'channel.follow',
    reason:
      'The account is no longer a moderator of the channel. Make it one again on Twitch; it is tried again every hour.',
    retry: HOUR,
  },
  {
    why: 'version_removed',
    type: REDEMPTIONS,
    reason: 'Twitch has retired this kind of event. An update of the server is needed.',
    retry: null,
  },
  {
    why: 'notification_failures_exceeded',
    type: REDEMPTIONS,
    reason: 'Twitch gave up because its messages were not accepted. It is asked again by itself.',
    retry: 10,
  },
]

/** Of all at once, along with the permission. */
const ENDED = [
  {
    what: 'disconnects the app on Twitch',
    reason: REVOKED[0].reason,
    end: (simulator: TwitchSimulator) =>
      simulator.control('POST', '/authorizations/revoke', { login: SHOP }),
  },
  {
    what: 'deletes the account on Twitch',
    reason: REVOKED[1].reason,
    end: (simulator: TwitchSimulator) => simulator.control('DELETE', '/users', { login: SHOP }),
  },
]

for (const transport of ['websocket', 'webhook', 'conduit-websocket'] as const) {
  test.group(`What Twitch ends for good | ${transport}`, (group) => {
    let simulator: TwitchSimulator
    let shop: Shop
    let transports: Awaited<ReturnType<typeof runTransports>>

    group.setup(async () => {
      await emptyDatabase()
      simulator = await TwitchSimulator.start({
        users: [{ login: SHOP, broadcasterType: 'affiliate', live: true, viewerCount: 5 }],
      })
      useSimulator(simulator)
      shop = await Shop.open(simulator, {
        scopes: BROADCASTER_SCOPES,
        event: { minimum: 1_000 },
      })
      await testSql().run(
        `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'followers')`,
        [id()]
      )
      await new SwitchTransport().execute(transport, id())
      transports = await runTransports()
      await allIsThere()
      return async () => {
        await transports.stop()
        await simulator.stop()
        await emptyDatabase()
      }
    })

    const id = () => shop.stage.streamer.id
    const subscriptions = () =>
      db.from('eventsub_subscriptions').where('streamer_id', id()).orderBy('type')
    const connection = () => db.from('eventsub_states').where('streamer_id', id()).firstOrFail()
    const account = () => db.from('twitch_accounts').where('user_id', id()).firstOrFail()

    const gapCount = async () => {
      const gaps = await db.from('connection_history').where({ streamer_id: id(), state: 'gap' })
      return gaps.length
    }

    async function allIsThere() {
      await until(
        'everything is listened to',
        async () => {
          const rows = await subscriptions()
          const isConnected = await db
            .from('eventsub_states')
            .where({ streamer_id: id(), state: 'connected' })
            .first()
          return (
            isConnected &&
            rows.length > 0 &&
            rows.every(({ status }) => status === 'enabled') &&
            (await enabledOnTwitch(simulator)) >= rows.length
          )
        },
        20_000
      )
    }

    const page = (client: ApiClient) => connectionPage(client, id())
    const lines = async (client: ApiClient) => {
      const { parts } = await page(client)
      return parts.flatMap((part) => part.subscriptions)
    }
    const card = async (wanted: 'twitch' | 'events') => {
      const cards = await channelConnections(testSql(), id())
      const { state, detail, action } = cards.find(({ part }) => part === wanted) ?? {}
      return [state, detail, action?.label]
    }
    const checkNow = async (client: ApiClient) => {
      const response = await client
        .post(`/streamers/${id()}/connection/check`)
        .loginAs(await User.findOrFail(id()))
        .withCsrfToken()
        .redirects(0)
      response.assertStatus(302)
    }
    const onSale = async () => {
      await shop.reach()
      return shop.onSale()
    }

    test('{why}, for {type}')
      .with(REVOKED)
      .run(async ({ assert, client }, { why, type, reason, retry }) => {
        const gaps = await gapCount()
        await simulator.control('POST', '/subscriptions/revoke', {
          broadcaster: SHOP,
          type,
          reason: why,
        })
        const isAfterGap = why === 'notification_failures_exceeded'
        await until('it is written down', async () => {
          const isRevoked = await subscriptions().where('status', 'revoked').first()
          return isRevoked && (await gapCount()) === gaps + (isAfterGap ? 1 : 0)
        })

        const rows = await testSql().run<{ type: string; reason: string; wait: number | null }>(
          `SELECT type, reason, CASE WHEN isfinite(next_attempt_at)
             THEN extract(epoch FROM next_attempt_at - updated_at)::float8 END AS wait
           FROM eventsub_subscriptions WHERE streamer_id = $1 AND status <> 'enabled'`,
          [id()]
        )
        assert.deepEqual(rows, [{ type, reason, wait: retry }])
        assert.equal((await connection()).state, 'connected', 'the others go on')
        assert.equal((await account()).state, 'valid', 'Twitch says that the permission is good')

        const shown = await lines(client)
        assert.deepEqual(
          shown
            .filter(({ status }) => status !== 'enabled')
            .map((line) => [line.type, line.reason, line.needsConsent]),
          [[type, reason, why === 'authorization_revoked']]
        )
        assert.containSubset(await page(client), { account: 'valid', state: 'connected' })
        assert.deepEqual(await card('events'), [
          ...(type === REDEMPTIONS
            ? ['waiting', `${reason} Redemptions are found in Twitch’s list a minute later.`]
            : ['ok', 'Listening']),
          why === 'authorization_revoked' ? 'Connect again' : undefined,
        ])
        assert.equal(await onSale(), 'sold')
        if (type === REDEMPTIONS) {
          const [redemption] = await shop.redeem(1)
          assert.exists(await db.from('redemptions').where('id', redemption).first())
        }

        await checkNow(client)
        await allIsThere()
        assert.isTrue((await lines(client)).every((line) => line.reason === null))
      })
      .timeout(30_000)

    test('a streamer who {what}')
      .with(ENDED)
      .run(async ({ assert, client }, { reason, end }) => {
        await end(simulator)
        const why = 'Twitch no longer accepts the connection. Reconnect your Twitch account.'
        await until('the connection has ended', async () => {
          const { state, reason: told } = await connection()
          return state === 'failed' && told === why
        })
        assert.containSubset(await account(), { state: 'refused', access_token: null })
        const revoked = await subscriptions().where('status', 'revoked')
        assert.isNotEmpty(revoked)
        assert.isTrue(revoked.every((row) => row.reason === reason))

        const report = await page(client)
        assert.containSubset(report, { account: 'refused', state: 'failed', reason: why })
        const shown = (await lines(client)).filter(({ status }) => status === 'revoked')
        assert.isNotEmpty(shown)
        assert.isTrue(shown.every((line) => line.reason === reason))
        assert.deepEqual(await card('events'), ['broken', why, 'Connect again'])
        const [permission, , action] = await card('twitch')
        assert.deepEqual([permission, action], ['broken', 'Connect again'])

        await simulator.control('POST', '/users', { login: SHOP, broadcasterType: 'affiliate' })
        await consent(simulator, id(), { login: SHOP, scopes: BROADCASTER_SCOPES })
        await allIsThere()
        assert.isTrue((await lines(client)).every((line) => line.reason === null))
        assert.containSubset(await page(client), { account: 'valid', state: 'connected' })
      })
      .timeout(40_000)
  })
}

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import { SwitchTransport } from '#channels/eventsub/transports/switch_transport'
import { assertPlayed } from '#tests/support/events/assert_played'
import { EventStage } from '#tests/support/events/event_stage'
import { ALL_SUBSCRIPTIONS, enabledOnTwitch } from '#tests/support/events/listen'
import { PLAYED_EVENTS } from '#tests/support/events/played_events'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { runTransports } from '#tests/support/running_transports'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

/** What the installation wants to know by itself, next to what the streamer's features want. */
const OWN = 1

for (const transport of ['webhook', 'conduit-webhook', 'conduit-websocket'] as const) {
  test.group(`Every kind of event | ${transport}`, (group) => {
    let stage: EventStage

    group.setup(async () => {
      await emptyDatabase()
      const simulator = await TwitchSimulator.start({
        users: [{ login: 'mira', broadcasterType: 'affiliate' }],
      })
      useSimulator(simulator)
      stage = await EventStage.open(simulator)
      const { streamerId } = stage
      const campaign = await createCampaign(testSql())
      await createMember(testSql(), campaign.id, streamerId, 'streamer')
      const features = CHANNEL_FEATURES.filter(({ isAlwaysOn }) => !isAlwaysOn)
      await db
        .table('channel_features')
        .multiInsert(features.map(({ id }) => ({ streamer_id: streamerId, feature: id })))
      await new SwitchTransport().execute(transport, streamerId)
      const transports = await runTransports()
      return async () => {
        await transports.stop()
        await simulator.stop()
        await emptyDatabase()
      }
    })

    test('everything is listened to', async ({ assert }) => {
      const all = ALL_SUBSCRIPTIONS.length + (transport === 'conduit-websocket' ? 0 : OWN)
      const missing = await until(
        'nothing is to be made any more',
        async () => {
          const rows = await db.from('eventsub_subscriptions').orderBy('type')
          const waiting = rows.filter(({ status }) => ['wanted', 'pending'].includes(status))
          const states = await db.from('eventsub_states').where('state', 'connected')
          // Our word is a little ahead of Twitch's, which has yet to hear our answer.
          const onTwitch = await enabledOnTwitch(stage.simulator)
          return rows.length === all &&
            waiting.length === 0 &&
            states.length === 1 &&
            onTwitch === all
            ? rows.filter(({ status }) => status !== 'enabled')
            : null
        },
        30_000
      )
      assert.deepEqual(
        missing.map(({ type, reason }) => [type, reason]),
        []
      )
    })

    test('{kind}')
      .with(PLAYED_EVENTS.filter(({ onlyBy }) => !onlyBy || transport !== 'conduit-websocket'))
      .run(({ assert }, played) => assertPlayed(assert, stage, played))
  })
}

import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { SubscriptionsApi } from '#twitch/api/subscriptions_api'
import { optionalFeature } from '#channels/features/channel_features'
import { RemoveSubscriptions } from '#channels/eventsub/subscriptions/remove_subscriptions'
import { SwitchFeature } from '#channels/features/switch_feature'
import { emptyDatabase } from '#tests/support/database'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { follows, listening, polledChannel } from '#tests/functional/channels/polled_channel'

const STEP = 5_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.group('Polling takes over from Twitch’s events', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return async () => {
      app.container.restore(Clock)
      await simulator.stop()
    }
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  test('within two minutes of an outage, and steps back after it', async ({ assert, cleanup }) => {
    const channel = await polledChannel(simulator, { features: ['followers', 'roles'] })
    const { clock, turn, act, row } = channel
    const events = await listening(simulator, channel.streamerId)
    cleanup(() => events.stop())
    /** Time goes on until a list has been read once more; answers how long that took. */
    const untilRead = async (since: number) => {
      const before = await row()
      do {
        await clock.wait(STEP)
        await turn()
      } while ((await row()).finished_at?.getTime() === before.finished_at?.getTime())
      return clock.millis() - since
    }

    await act('follow', 'early_bird')
    await events.begin()
    await turn()
    assert.deepInclude(await row(), { mode: 'standing_by', mode_reason: null })
    await act('follow', 'by_event')
    await until('the event is in the history', async () =>
      (await follows()).now.includes('by_event')
    )

    await events.cut()
    const lost = clock.millis()
    await act('follow', 'unheard')
    await act('unfollow', 'early_bird')
    await simulator.control('POST', '/vips', { broadcaster: 'mira', viewer: 'unheard' })
    assert.isAtMost(await untilRead(lost), 2 * MINUTE)
    assert.deepInclude(await row(), { mode: 'taking_over', mode_reason: 'connection' })
    assert.isAtMost((await row()).mode_since.getTime() - lost, MINUTE)
    assert.deepEqual((await follows()).now, ['by_event', 'unheard'])
    assert.deepEqual((await follows()).gone, ['early_bird'])
    await clock.wait(10_000)
    await turn()
    assert.equal((await row('vips')).mode, 'taking_over')
    assert.lengthOf(await db.from('current_roles').where('role', 'vip'), 1)

    const again = clock.millis()
    await act('follow', 'unheard_too')
    assert.isAtMost(await untilRead(again), 2 * MINUTE + STEP)
    assert.include((await follows()).now, 'unheard_too')

    await act('follow', 'just_before')
    await events.heal()
    await turn()
    const back = await row()
    assert.deepInclude(back, { mode: 'standing_by', mode_reason: null })
    assert.include((await follows()).now, 'just_before', 'what the last reading missed')
    assert.isAtLeast(back.next_at.getTime() - clock.millis(), 2 * HOUR - STEP)
    assert.isAtMost(back.next_at.getTime() - clock.millis(), 4 * HOUR)
  }).timeout(90_000)

  test('a feature brings its subscriptions when it is switched on, and takes them along', async ({
    assert,
    cleanup,
  }) => {
    const { streamerId, channelId } = await polledChannel(simulator, { features: [] })
    const events = await listening(simulator, streamerId)
    cleanup(() => events.stop())
    const api = await app.container.make(SubscriptionsApi)
    const onTwitch = async () => {
      const { data } = await api.page({ broadcasterId: channelId, type: 'channel.follow' })
      return data.filter(({ status }) => status === 'enabled').length
    }
    const feature = optionalFeature('followers')
    assert.exists(feature)
    if (!feature) return

    await events.begin()
    assert.equal(await onTwitch(), 0)
    assert.isTrue(await new SwitchFeature().on(streamerId, feature))
    await events.begin()
    await until('Twitch has it', async () => (await onTwitch()) === 1)

    await new SwitchFeature().off(streamerId, feature)
    await events.begin()
    const remove = await app.container.make(RemoveSubscriptions)
    await remove.execute(new AbortController().signal)
    assert.equal(await onTwitch(), 0)
  })
})

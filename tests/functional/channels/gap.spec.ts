import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { Poller } from '#channels/polling/poller'
import { SampleViewers } from '#channels/sample_viewers'
import { TwitchHealth } from '#channels/twitch_health'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { emptyDatabase } from '#tests/support/database'
import { EventStage } from '#tests/support/events/event_stage'
import { playAlong, REWARD } from '#tests/support/events/play_along'
import { PLAYED_EVENTS } from '#tests/support/events/played_events'
import { statesOf } from '#tests/support/events/states'
import { SimulatedClock } from '#tests/support/simulated_clock'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { listening } from '#tests/functional/channels/polled_channel'

const GAP_MS = 35_000
const POLLED_EVERY_MS = 5_000

type Happening = (stage: EventStage, clock: SimulatedClock) => Promise<unknown>

const tell =
  (path: string, body: object): Happening =>
  (stage) =>
    stage.control(path, body)

/** How things are when the gap begins. */
const BEFORE: Happening[] = [
  tell('/live', { live: true, viewerCount: 20 }),
  tell('/follow', { viewer: 'leaver' }),
  tell('/subscribe', { viewer: 'quitter' }),
  tell('/subscribe', { viewer: 'regular' }),
  tell('/moderators', { viewer: 'old_mod' }),
  tell('/vips', { viewer: 'old_vip' }),
]

/** Twenty events and more, of every kind, and an unfollow of which Twitch tells nothing. */
const INSIDE: Happening[] = [
  tell('/follow', { viewer: 'fan_1' }),
  tell('/follow', { viewer: 'fan_2' }),
  tell('/unfollow', { viewer: 'leaver' }),
  tell('/subscribe', { viewer: 'fan_1', tier: '2000' }),
  tell('/gift', { gifter: 'fan_2', recipients: ['lucky'] }),
  tell('/resubscribe', { viewer: 'regular', months: 7, message: 'Again' }),
  tell('/unsubscribe', { viewer: 'quitter' }),
  tell('/moderators', { viewer: 'new_mod' }),
  tell('/moderators', { viewer: 'old_mod', holds: false }),
  tell('/vips', { viewer: 'new_vip' }),
  tell('/vips', { viewer: 'old_vip', holds: false }),
  tell('/channel', { title: 'Session 14' }),
  tell('/cheer', { viewer: 'fan_1', bits: 100, message: 'Cheer100' }),
  tell('/chat', { viewer: 'fan_2', message: 'Hello' }),
  tell('/redeem', { reward: REWARD, viewer: 'fan_1' }),
  async (stage) => {
    const body = { reward: REWARD, viewer: 'fan_2' }
    const { ids } = await stage.control<{ ids: string[] }>('/redeem', body)
    await stage.control('/redemptions/settle', { ids, status: 'CANCELED' })
  },
  (stage) => stage.control('/rewards', { reward: 'Hydrate' }, 'DELETE'),
  async (stage) => {
    await stage.poll('Where to?')
    await stage.control('/polls/vote', { choice: 'Talk', votes: 2 })
    await stage.control('/polls/end')
  },
  async (stage) => {
    await stage.predict('Who wins?')
    await stage.control('/predictions/bet', { viewer: 'fan_1', outcome: 'Yes' })
    await stage.endPrediction('LOCKED')
    await stage.endPrediction('CANCELED')
  },
  (stage) => stage.simulator.control('POST', '/raid', { from: 'fan_2', to: 'mira', viewers: 12 }),
  tell('/live', { live: false }),
  // Twitch dates the beginning of a stream by whole seconds.
  (_stage, clock) => clock.wait(2_000),
  tell('/live', { live: true, viewerCount: 30 }),
]

/** Kinds that are no history but the ledger's business, which is compared as well. */
const OF_THE_LEDGER = ['redemption_added', 'redemption_updated', 'reward_removed']

test.group('A gap in Twitch’s events', (group) => {
  let simulator: TwitchSimulator
  let clock: SimulatedClock
  let others = 0
  let listeners: Awaited<ReturnType<typeof listening>> | undefined

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return async () => {
      await listeners?.stop()
      app.container.restore(Clock)
      await simulator.stop()
      await emptyDatabase()
    }
  })

  /** A streamer who wants to know everything, with a reward on sale, listened to. */
  async function onAir() {
    await emptyDatabase()
    clock = new SimulatedClock(simulator)
    app.container.swap(Clock, () => clock)
    const stage = await EventStage.open(simulator)
    // What a process knows of viewers outlives an emptied database: those of each run are others.
    await simulator.bulk({ count: (others += 50), prefix: 'other' })
    await playAlong(stage)
    const events = await listening(simulator, stage.streamerId)
    listeners = events
    await events.begin()
    return { stage, events }
  }

  /** Everybody looks who can look something up: the lists of a channel one after the other. */
  async function lookAgain(streamerId: string) {
    const poller = await app.container.make(Poller)
    const began = clock.now().toJSDate()
    const isRead = async () => {
      const rows = await db.from('channel_polls').where('streamer_id', streamerId)
      return rows.length > 0 && rows.every((row) => row.finished_at >= began)
    }
    do {
      await poller.turn()
      await poller.idle()
      await clock.wait(POLLED_EVERY_MS)
    } while (!(await isRead()))
    const sampler = await app.container.make(SampleViewers)
    await sampler.execute()
    const reconcile = await app.container.make(ReconcileRedemptions)
    return reconcile.execute(streamerId)
  }

  async function play(stage: EventStage, happenings: Happening[]) {
    for (const happen of happenings) {
      await happen(stage, clock)
    }
  }

  const logged = async () => {
    const rows = await db.from('channel_events').where('source', 'twitch.eventsub').select('id')
    return rows.length
  }

  const isHeard = () =>
    until('all that Twitch has sent is in the log', async () => {
      const { notifications } = await simulator.control<{ notifications: Record<string, number> }>(
        'GET',
        '/counters'
      )
      const sent = Object.values(notifications).reduce((sum, count) => sum + count, 0)
      return (await logged()) === sent
    })

  const kinds = async () => {
    const rows = await db.from('channel_events').distinct('kind')
    return rows.map(({ kind }): string => kind)
  }

  /** How all is known to be in the end, and what was told, when nothing is missed. */
  async function cleanRun() {
    const { stage, events } = await onAir()
    await play(stage, [...BEFORE, ...INSIDE])
    await isHeard()
    await lookAgain(stage.streamerId)
    const states = await statesOf(stage.channelId)
    const told = await kinds()
    await events.stop()
    return { states, told }
  }

  /** Who is told to look, and at whom. */
  async function lookers() {
    const notifications = new Notifications()
    const told: string[] = []
    for (const channel of ['reconciliations', 'polling'] as const) {
      notifications.on(channel, (streamerId) => told.push(`${channel} ${streamerId}`))
    }
    await notifications.start()
    return { told, stop: () => notifications.stop() }
  }

  test('afterwards all is known that Twitch can tell, and what it cannot is named', async ({
    assert,
    cleanup,
  }) => {
    const clean = await cleanRun()
    assert.includeMembers(
      clean.told,
      PLAYED_EVENTS.filter(({ onlyBy }) => onlyBy === undefined).map(({ kind }) => kind)
    )
    assert.includeMembers(clean.states, [
      'fan_1 subscribes 2000 false true',
      'fan_1 redeemed counted',
      'fan_2 redeemed refunded',
      'lucky subscribes 1000 true true',
      'quitter subscribes 1000 false false',
      'leaver follows false',
      'old_mod moderator false',
      'new_vip vip true',
      'stream false',
      'stream true',
    ])

    const { stage, events } = await onAir()
    await play(stage, BEFORE)
    await isHeard()
    await lookAgain(stage.streamerId)
    await events.cut()
    const [heard, happened] = [await logged(), await simulator.journal()]
    const looked = await lookers()
    cleanup(() => looked.stop())
    await play(stage, INSIDE)
    await clock.wait(GAP_MS)
    const missed = await simulator.journal(happened.at(-1)?.sequence)
    assert.isAtLeast(missed.length, 20)
    assert.equal(await logged(), heard, 'nothing of it was heard')
    assert.notDeepEqual(await statesOf(stage.channelId), clean.states)

    await events.heal()
    await until('all who can look are told to', () =>
      ['reconciliations', 'polling'].every((channel) =>
        looked.told.includes(`${channel} ${stage.streamerId}`)
      )
    )
    assert.containSubset(await lookAgain(stage.streamerId), { problem: null })
    assert.deepEqual(await statesOf(stage.channelId), clean.states)

    const { lastGap } = await new TwitchHealth().of(stage.streamerId)
    assert.isAtLeast(lastGap?.seconds ?? 0, GAP_MS / 1_000)
    assert.isAtMost(lastGap?.seconds ?? 0, GAP_MS / 1_000 + 30)
    const unlisted = lastGap?.unlistedKinds ?? []
    const known = [...(await kinds()), ...OF_THE_LEDGER]
    assert.sameMembers(
      clean.told.filter((kind) => !known.includes(kind)),
      unlisted
    )
    const row = await db.from('connection_history').where('state', 'gap').firstOrFail()
    assert.containSubset(row, { transport: 'websocket', gap_seconds: lastGap?.seconds })
    assert.sameMembers(row.unlisted_kinds, unlisted)
  }).timeout(90_000)
})

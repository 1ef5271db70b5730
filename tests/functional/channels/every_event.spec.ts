import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { READABLE_TYPES } from '#twitch/events/normalise'
import { assertPlayed } from '#tests/support/events/assert_played'
import { EventStage } from '#tests/support/events/event_stage'
import { ALL_SUBSCRIPTIONS, listenByWebSocket } from '#tests/support/events/listen'
import { PLAYED_EVENTS } from '#tests/support/events/played_events'
import { emptyDatabase } from '#tests/support/database'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const TOLD = PLAYED_EVENTS.filter(({ onlyBy }) => onlyBy !== 'webhook')

test.group('Every kind of event | over a WebSocket', (group) => {
  let simulator: TwitchSimulator
  let stage: EventStage
  const taken: Promise<string>[] = []

  group.setup(async () => {
    await emptyDatabase()
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    stage = await EventStage.open(simulator)
    const listening = await listenByWebSocket(stage, { onTaking: (one) => taken.push(one) })
    return async () => {
      listening.stop()
      await simulator.stop()
      await emptyDatabase()
    }
  })

  test('{kind}')
    .with(TOLD)
    .run(({ assert }, played) => assertPlayed(assert, stage, played))

  test('nothing that was told is missing or parked', async ({ assert }) => {
    const outcomes = await Promise.all(taken)
    assert.isTrue(outcomes.every((outcome) => outcome === 'stored'))
    assert.lengthOf(await db.from('event_failures'), 0)
    const rows = await db.from('channel_events').distinct('kind')
    const kinds = rows.map(({ kind }) => kind)
    assert.includeMembers(
      kinds,
      TOLD.map(({ kind }) => kind)
    )
  })

  test('what is read is what is listened to', ({ assert }) => {
    const types = ALL_SUBSCRIPTIONS.map(({ type, version }) => `${type}/${version}`)
    assert.sameMembers([...types, 'user.authorization.revoke/1'], [...READABLE_TYPES])
    assert.lengthOf(PLAYED_EVENTS, READABLE_TYPES.length)
  })
})

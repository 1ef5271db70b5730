import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { SwitchTransport } from '#channels/eventsub/transports/switch_transport'
import { methodOf, type Transport } from '#channels/eventsub/transports/transport'
import { emptyDatabase } from '#tests/support/database'
import { EventStage } from '#tests/support/events/event_stage'
import { ALL_SUBSCRIPTIONS } from '#tests/support/events/listen'
import { playAlong, REWARD } from '#tests/support/events/play_along'
import { runTransports } from '#tests/support/running_transports'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const PER_SECOND = 100
const TYPES = new Set(ALL_SUBSCRIPTIONS.map(({ type }) => type))
const PATIENCE_MS = 30_000

test.group('Transports under load', (group) => {
  let simulator: TwitchSimulator
  let stage: EventStage

  group.setup(async () => {
    await emptyDatabase()
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    stage = await EventStage.open(simulator)
    await playAlong(stage)
    const transports = await runTransports()
    return async () => {
      await transports.stop()
      await simulator.stop()
      await emptyDatabase()
    }
  })

  /** All that comes is this transport's, and nobody else's any more. */
  const isMoved = (transport: Transport) =>
    until(
      `everything comes by ${transport}`,
      async () => {
        const rows = await db
          .from('eventsub_subscriptions')
          .where('streamer_id', stage.streamerId)
          .select('status', 'transport')
        return (
          rows.length === ALL_SUBSCRIPTIONS.length &&
          rows.every((row) => row.status === 'enabled' && row.transport === methodOf(transport))
        )
      },
      PATIENCE_MS
    )

  /** What happened on the channel, as Twitch would tell it. */
  async function happened(): Promise<string[]> {
    const journal = await simulator.journal(before)
    return journal
      .filter(({ type, event }) => TYPES.has(type) && channelOf(event) === stage.channelId)
      .map(({ event }) => canonical(event))
      .sort()
  }

  async function logged(): Promise<string[]> {
    const rows = await db.from('channel_events').select('raw_payload')
    return rows.map((row) => canonical(row.raw_payload)).sort()
  }

  let before = 0

  test('from WebSocket to webhook to conduit, none lost and none twice', async ({ assert }) => {
    await isMoved('websocket')
    before = (await simulator.journal()).at(-1)?.sequence ?? 0
    let isOver = false
    let rounds = 0
    const play = async () => {
      while (!isOver) {
        rounds += 1
        await simulator.play({
          broadcaster: 'mira',
          perSecond: PER_SECOND,
          events: PER_SECOND,
          seed: rounds,
        })
      }
    }
    const began = performance.now()
    const playing = play()
    try {
      for (const transport of ['webhook', 'conduit-websocket'] as const) {
        await new SwitchTransport().execute(transport, stage.streamerId)
        await isMoved(transport)
      }
    } finally {
      isOver = true
      await playing
    }
    const perSecond = (rounds * PER_SECOND) / ((performance.now() - began) / 1_000)

    await until('the log has as much as happened', async () => {
      const [rows, all] = [await logged(), await happened()]
      return rows.length >= all.length
    })
    const events = await happened()
    assert.deepEqual(await logged(), events)
    assert.isAbove(events.length, 5 * PER_SECOND)
    assert.isAbove(perSecond, 0.8 * PER_SECOND)
    const kinds = await db.from('channel_events').distinct('kind')
    assert.isAtLeast(kinds.length, 15)

    const bought = await simulator.redemptions({ broadcaster: 'mira', reward: REWARD })
    assert.isNotEmpty(bought)
    const ledger = await db.from('redemptions').select('id')
    assert.sameMembers(
      ledger.map(({ id }) => id),
      bought.map(({ id }) => id)
    )
    assert.isEmpty(await db.from('event_failures'))
    assert.isEmpty(await db.from('connection_history').where('state', 'gap'))
  }).timeout(90_000)
})

const channelOf = (event: Record<string, unknown>) =>
  event.broadcaster_user_id ?? event.to_broadcaster_user_id

/** The same text for the same content, in whatever order its fields come. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part
  )

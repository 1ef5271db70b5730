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
const SILENCE_MS = 5_000
/**
 * What has no id, and says the same as another of the last seconds, may be the same, told by the other transport: of a
 * stream that ends twice within five seconds nobody can say whether it did.
 */
const ALIKE_MS = 6_000

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

  /** What happened on the channel, as Twitch would tell it, with when. */
  async function happened(): Promise<Map<string, number[]>> {
    const journal = await simulator.journal(before)
    const ours = journal.filter(
      ({ type, event }) => TYPES.has(type) && channelOf(event) === stage.channelId
    )
    const times = Map.groupBy(ours, ({ event }) => canonical(event))
    return new Map(
      [...times].map(([event, entries]) => [event, entries.map(({ at }) => Date.parse(at))])
    )
  }

  async function logged(): Promise<Map<string, number>> {
    const rows = await db.from('channel_events').select('raw_payload')
    const events = Map.groupBy(rows, (row) => canonical(row.raw_payload))
    return new Map([...events].map(([event, same]) => [event, same.length]))
  }

  /** As much is in the log as happened, or nothing more comes. */
  async function standsStill() {
    const seen = { rows: 0, at: performance.now() }
    await until(
      'nothing more comes',
      async () => {
        const rows = sum((await logged()).values())
        if (rows > seen.rows) {
          Object.assign(seen, { rows, at: performance.now() })
        }
        const events = sum([...(await happened()).values()].map((times) => times.length))
        return rows >= events || performance.now() - seen.at > SILENCE_MS
      },
      PATIENCE_MS
    )
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

    await standsStill()
    const [events, rows] = [await happened(), await logged()]
    const count = sum([...events.values()].map((times) => times.length))
    const apart = sum([...events.values()].map(timesApart))
    const wrong = [...new Set([...events.keys(), ...rows.keys()])].filter((event) => {
      const [times, stored] = [events.get(event) ?? [], rows.get(event) ?? 0]
      return stored < timesApart(times) || stored > times.length
    })
    assert.deepEqual(wrong, [])
    assert.isAbove(count, 5 * PER_SECOND)
    assert.isAbove(apart, 0.9 * count, 'nearly all of them can be told apart')
    assert.isAbove(sum(rows.values()), 0.98 * count, 'and nearly all that cannot are there, too')
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

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0)

/** How often the same happened at least, of which two subscriptions tell: once in some seconds. */
const timesApart = (times: number[]) =>
  times.toSorted((a, b) => a - b).filter((at, index, all) => !(at - all[index - 1] <= ALIKE_MS))
    .length

const channelOf = (event: Record<string, unknown>) =>
  event.broadcaster_user_id ?? event.to_broadcaster_user_id

/** The same text for the same content, in whatever order its fields come. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part
  )

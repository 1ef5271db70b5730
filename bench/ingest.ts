/**
 * Mixed events of all kinds over one WebSocket into the log and the history, for a minute, and what
 * that does to the heap. `node --import @poppinss/ts-exec bench/ingest.ts --json [--seconds=60] [--rate=5000]`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { percentile, progress, report } = await import('./support/report.js')
const { heapInUse } = await import('./support/heap.js')
const { EventStage } = await import('#tests/support/events/event_stage')
const { listenByWebSocket } = await import('#tests/support/events/listen')
const { testSql } = await import('#tests/support/fixtures')
const { useSimulator } = await import('#tests/support/streamer')
const { TwitchSimulator } = await import('#tests/support/twitch_simulator')
const { KIND_OF_TYPE } = await import('#twitch/events/kind_of_type')

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '5000' },
  },
})
const SECONDS = Number(values.seconds)
const RATE = Number(values.rate)
const WARM_SECONDS = 10
const VIEWERS = 10_000
const MEGABYTE = 1024 * 1024

const sql = testSql()
const simulator = await TwitchSimulator.start({
  users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
})
useSimulator(simulator)
const stage = await EventStage.open(simulator)

/** What is under way, and how long what has ended took. */
const taking = { waiting: 0, most: 0, outcomes: new Map<string, number>() }
const durations: number[] = []

const listening = await listenByWebSocket(stage, {
  onTaking: async (outcome) => {
    const started = performance.now()
    taking.most = Math.max(taking.most, ++taking.waiting)
    const is = await outcome
    taking.waiting--
    durations.push(performance.now() - started)
    taking.outcomes.set(is, (taking.outcomes.get(is) ?? 0) + 1)
  },
})

const play = (seconds: number) =>
  simulator.play({ broadcaster: 'mira', perSecond: RATE, seconds, viewers: VIEWERS })

async function drained() {
  while (taking.waiting > 0) await sleep(20)
}

/** Everybody has been here before, and the database has looked at its tables as autovacuum does after a minute. */
async function warmUp() {
  const { byType } = await simulator.play({ broadcaster: 'mira', events: 3_000, viewers: VIEWERS })
  await drained()
  await sql.run('ANALYZE')
  durations.length = 0
  return byType
}

/** Told by Twitch against stored, kind by kind. */
async function audit(...plays: Record<string, number>[]) {
  const rows = await sql.run<{ kind: string; count: number }>(
    'SELECT kind, count(*)::int AS count FROM channel_events GROUP BY kind'
  )
  const stored = new Map(rows.map(({ kind, count }) => [kind, count]))
  let [lost, doubled] = [0, 0]
  for (const [type, kind] of Object.entries(KIND_OF_TYPE)) {
    const told = plays.reduce((sum, byType) => sum + (byType[type] ?? 0), 0)
    const difference = told - (stored.get(kind) ?? 0)
    lost += Math.max(0, difference)
    doubled += Math.max(0, -difference)
    if (difference !== 0) progress(`${kind}: ${difference} missing`)
  }
  return { lost, doubled }
}

try {
  const before = await warmUp()
  progress(`${RATE} events a second for ${SECONDS} s`)
  const started = performance.now()
  const playing = play(SECONDS)
  await sleep(WARM_SECONDS * 1_000)
  const warm = heapInUse()
  progress(
    `after ${WARM_SECONDS} s: ${(warm / MEGABYTE).toFixed(0)} MB, ${taking.waiting} under way`
  )
  const { events, seconds, byType } = await playing
  const end = heapInUse()
  progress(`at the end: ${(end / MEGABYTE).toFixed(0)} MB, ${taking.waiting} under way`)
  await drained()
  const took = (performance.now() - started) / 1_000

  const ours = durations.length / took
  const reference = events / seconds
  progress(
    `told ${events}, taken ${JSON.stringify(Object.fromEntries(taking.outcomes))}, at most ${taking.most} under way`
  )
  const plain = { p50_ms: null, p99_ms: null, lost: 0, doubled: 0 }
  report('ingest', [
    {
      case: `mixed-${RATE}`,
      unit: 'events/s',
      ours,
      reference,
      ratio: ours / reference,
      p50_ms: percentile(durations, 0.5),
      p99_ms: percentile(durations, 0.99),
      ...(await audit(before, byType)),
    },
    {
      ...plain,
      case: 'heap',
      unit: 'MB',
      ours: end / MEGABYTE,
      reference: warm / MEGABYTE,
      ratio: end / warm,
    },
  ])
} finally {
  process.stderr.write(JSON.stringify(process.cpuUsage()) + '\n')
  listening.stop()
  await simulator.stop()
  await app.terminate()
}

/**
 * From a roll at the table to the acknowledgement of the command that it ordered, with 50 worlds at once; and what
 * worlds cost that are only connected. A real app process on a database of its own, the worlds in this one. Linux.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { percentile, progress, report } = await import('./support/report.js')
const { residentBytes } = await import('./support/process_cost.js')
const { Worlds } = await import('./support/bridge/worlds.js')
const { RunningApp } = await import('#tests/support/running_app')
const { TwitchSimulator } = await import('#tests/support/twitch_simulator')

const PLAYING = 50
const ROLLS = 20
/** Before anything is measured: the code of both sides is as warm as in a long session. */
const WARM_UP = 3
const EVERY_MS = 2_000
const FEW = 500
const MANY = 2_500
/** Three pings of every world. */
const IDLE_MS = 60_000
/** So that what connecting has left behind is collected. */
const SETTLE_MS = 25_000
const KILOBYTE = 1_024
const COLLECT = new URL('support/collect_on_signal.mjs', import.meta.url).href
/** How long that takes, at most. */
const COLLECTED_MS = 3_000

const simulator = await TwitchSimulator.start({ users: [{ login: 'mira' }] })
const running = await RunningApp.start({
  simulator,
  env: {
    LOG_LEVEL: 'warn',
    DEMO: 'false',
    // A heap that does not grow merely because it may, and that is cleaned before it is looked at.
    NODE_OPTIONS: `--max-semi-space-size=2 --expose-gc --import ${COLLECT}`,
  },
})
const worlds = await Worlds.open(running.url, running.databaseUrl)

/** Everybody rolls every two seconds, each from its own moment on. */
async function play(rolls: number) {
  const durations: number[] = []
  await Promise.all(
    worlds.all.map(async (world, index) => {
      await sleep((index * EVERY_MS) / PLAYING)
      for (let roll = 0; roll < rolls; roll++) {
        const began = performance.now()
        durations.push(await world.roll())
        await sleep(Math.max(0, EVERY_MS - (performance.now() - began)))
      }
    })
  )
  return durations
}

async function measurePlay() {
  await worlds.grow(PLAYING, WARM_UP + ROLLS)
  await play(WARM_UP)
  const before = await worlds.processorSeconds(pidOf())
  const durations = await play(ROLLS)
  const cost = ((await worlds.processorSeconds(pidOf())) - before) / durations.length
  const [counted] = await running.query<{ done: number; commands: number }>(
    `SELECT count(*) FILTER (WHERE i.status = 'completed')::int AS done,
       (SELECT count(*)::int FROM foundry_commands) AS commands FROM instances i`
  )
  const p50 = percentile(durations, 0.5)
  const p99 = percentile(durations, 0.99)
  const sent = PLAYING * (WARM_UP + ROLLS)
  progress(
    `${PLAYING} worlds play: p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms, ${(cost * 1_000).toFixed(1)} ms of a core for a roll`
  )
  return {
    case: `roll-${PLAYING}`,
    unit: 'ms p99, roll to acknowledged command',
    ours: p99,
    reference: null,
    ratio: null,
    p50_ms: p50,
    p99_ms: p99,
    lost: sent - Math.min(sent, counted.done, counted.commands),
    doubled: Math.max(0, counted.commands - sent),
  }
}

function pidOf(): number {
  if (running.pid === undefined) throw new Error('The app has ended')
  return running.pid
}

/** Per cent of a core that app and database take while nobody plays. */
async function idleShare(): Promise<number> {
  await sleep(SETTLE_MS)
  const before = await worlds.processorSeconds(pidOf())
  await sleep(IDLE_MS)
  return (((await worlds.processorSeconds(pidOf())) - before) / IDLE_MS) * 1_000 * 100
}

async function measureIdle(without: number) {
  await worlds.grow(FEW, 0)
  const share = await idleShare()
  progress(
    `${FEW} worlds idle: ${share.toFixed(1)} % of a core, ${without.toFixed(1)} % without any`
  )
  return {
    ...plain,
    case: `idle-${FEW}`,
    unit: '% of a core for the worlds, app and PostgreSQL',
    ours: share - without,
  }
}

/** What the app holds on to, without what nobody needs any more. */
async function resident(): Promise<number> {
  process.kill(pidOf(), 'SIGUSR2')
  await sleep(COLLECTED_MS)
  return residentBytes(pidOf())
}

async function measureMemory() {
  const few = await resident()
  await worlds.grow(MANY, 0)
  await sleep(SETTLE_MS)
  const each = ((await resident()) - few) / (MANY - FEW) / KILOBYTE
  progress(`from ${FEW} to ${MANY} worlds: ${each.toFixed(1)} KB each`)
  return { ...plain, case: `memory-${MANY}`, unit: 'KB resident for each world', ours: each }
}

const plain = { reference: null, ratio: null, p50_ms: null, p99_ms: null, lost: 0, doubled: 0 }

try {
  const without = await idleShare()
  const cases = [await measurePlay(), await measureIdle(without), await measureMemory()]
  const failures = worlds.all.flatMap((world) => world.failures)
  if (failures.length > 0) throw new AggregateError(failures, 'Worlds lost their connection')
  report('bridge', cases)
} finally {
  await worlds.close()
  await running.destroy()
  await simulator.stop()
  await app.terminate()
}

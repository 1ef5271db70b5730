/**
 * From the redemption on Twitch to the frame on the overlay: a real app process on a
 * database of its own, the Twitch simulator beside it, and this process reading
 * the overlays' streams. `node --import @poppinss/ts-exec bench/latency.ts --json`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { percentile, progress, report } = await import('./support/report.js')
const { HOT, LatencyStage, SPREAD } = await import('./support/latency_stage.js')
const { RunningApp } = await import('#tests/support/running_app')
const { TwitchSimulator } = await import('#tests/support/twitch_simulator')
const { until } = await import('#tests/support/until')
type Goal = import('./support/latency_stage.js').Goal

const pause = (milliseconds: number) => sleep(Math.max(0, milliseconds))

const SECONDS = 8
const VIEWERS = 500
const PATIENCE_MS = 60_000

const simulator = await TwitchSimulator.start({
  users: [HOT, ...SPREAD].map((login) => ({
    login,
    broadcasterType: 'affiliate',
    live: true,
    viewerCount: 50,
  })),
})
const running = await RunningApp.start({ simulator, env: { LOG_LEVEL: 'warn' } })

const stage = await LatencyStage.make(running, simulator)

/** When a goal's redemptions were bought, in order: milliseconds since 1970. */
type Purchases = Map<Goal, number[]>

/** Everybody buys from one goal: the simulator keeps the pace. */
async function buyFromOne(goal: Goal, perSecond: number, seconds: number): Promise<Purchases> {
  const count = perSecond * seconds
  const viewers = Math.min(VIEWERS, count)
  const { redemptions } = await simulator.redeem({
    broadcaster: goal.login,
    reward: await stage.onTwitch(goal),
    viewers,
    count: Math.ceil(count / viewers),
    perSecond,
  })
  return new Map([[goal, redemptions.map(({ redeemedAt }) => Date.parse(redeemedAt))]])
}

/** One after the other from each goal in turn, at a pace kept here. */
async function buyFromAll(goals: Goal[], perSecond: number, seconds: number): Promise<Purchases> {
  const purchases: Purchases = new Map(goals.map((goal) => [goal, []]))
  const rewards = await Promise.all(goals.map((goal) => stage.onTwitch(goal)))
  const buying: Promise<void>[] = []
  const started = performance.now()

  for (let number = 0; number < perSecond * seconds; number++) {
    await pause(started + (number * 1_000) / perSecond - performance.now())
    const index = number % goals.length
    const goal = goals[index]
    const order = {
      broadcaster: goal.login,
      reward: rewards[index],
      viewer: `fan_${number % VIEWERS}`,
    }
    const bought = simulator.redeem(order).then(({ redemptions }) => {
      purchases.get(goal)?.push(...redemptions.map(({ redeemedAt }) => Date.parse(redeemedAt)))
    })
    buying.push(bought)
  }
  await Promise.all(buying)
  return purchases
}

/** Buys, and answers how many milliseconds later each redemption was shown. */
async function timed(goals: Goal[], perSecond: number, seconds: number): Promise<number[]> {
  const before = new Map(goals.map((goal) => [goal, goal.overlay.progressOf(goal.eventId)]))
  const buy = () =>
    goals.length === 1
      ? buyFromOne(goals[0], perSecond, seconds)
      : buyFromAll(goals, perSecond, seconds)
  const durations: number[] = []

  for (const [goal, times] of await buy()) {
    const { eventId, overlay } = goal
    const shown = before.get(goal) ?? 0
    await until(
      'all are shown',
      () => overlay.progressOf(eventId) >= shown + times.length,
      PATIENCE_MS
    )
    const shownAt = overlay.shownAt(eventId)
    times.sort((a, b) => a - b)
    durations.push(...times.map((at, index) => (shownAt(shown + index + 1) ?? Infinity) - at))
  }
  return durations
}

async function measure(name: string, goals: Goal[], perSecond: number) {
  const before = await stage.counted()
  const durations = await timed(goals, perSecond, SECONDS)
  const after = await stage.counted()
  const counted = [after.ledger - before.ledger, after.progress - before.progress]
  const p50 = percentile(durations, 0.5)
  const p99 = percentile(durations, 0.99)

  progress(`${name.padEnd(14)} p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`)
  return {
    case: name,
    unit: 'ms p99, redemption to overlay frame',
    ours: p99,
    reference: null,
    ratio: null,
    p50_ms: p50,
    p99_ms: p99,
    lost: Math.max(0, durations.length - Math.min(...counted)),
    doubled: Math.max(0, Math.max(...counted) - durations.length),
  }
}

try {
  await timed(stage.hot, 200, 5)
  await timed(stage.spread, 200, 5)
  report('latency', [
    await measure('50/s', stage.hot, 50),
    await measure('200/s', stage.hot, 200),
    await measure('1000/s', stage.hot, 1_000),
    await measure('200/s-spread', stage.spread, 200),
  ])
} finally {
  await stage.close()
  await running.destroy()
  await simulator.stop()
  await app.terminate()
}

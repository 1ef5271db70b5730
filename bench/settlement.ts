/**
 * A thousand refunds against a Twitch that manages four a second and answers 500 beyond it, with
 * clocks that run three times as fast. `node --import @poppinss/ts-exec bench/settlement.ts --json`,
 * on the migrated, empty database that DATABASE_URL names.
 */
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { AcceleratedClock } = await import('./support/accelerated_clock.js')
const { LOGIN, SettlementStage } = await import('./support/settlement_stage.js')
const { progress, report } = await import('./support/report.js')
const { SettleRedemptions } = await import('#redemptions/settlement/settle_redemptions')
const { SettlementGateway } = await import('#redemptions/settlement_gateway')
const { testSql } = await import('#tests/support/fixtures')
const { TwitchSimulator } = await import('#tests/support/twitch_simulator')
const { until } = await import('#tests/support/until')

const REFUNDS = 1_000
const PER_SECOND = 4
const AT_ONCE = 10
const RATE = 3
/** Simulated: an outage of a few seconds, again and again. */
const OUTAGE_MS = 3_000
const OUTAGE_EVERY_MS = 60_000
const PATIENCE_MS = 180_000

/** What Twitch manages from the first moment on; after an outage it takes AT_ONCE at once again. */
const leastSeconds = (outages: number) =>
  (REFUNDS - AT_ONCE + outages * ((OUTAGE_MS / 1_000) * PER_SECOND - AT_ONCE)) / PER_SECOND

const simulator = await TwitchSimulator.start({
  users: [{ login: LOGIN, broadcasterType: 'affiliate', live: true }],
})

async function measure(name: string, hasOutages: boolean) {
  const stage = await SettlementStage.make(simulator, REFUNDS)
  await simulator.control('POST', '/clock', { rate: RATE })
  await simulator.control('POST', '/faults/settlement', {
    perSecond: PER_SECOND,
    burst: AT_ONCE,
    overflow: 'error',
  })
  await simulator.control('DELETE', '/counters')

  const clock = new AcceleratedClock(RATE)
  const gateway = await app.container.make(SettlementGateway)
  const log = await app.container.make('logger')
  const settling = new SettleRedemptions({ sql: testSql, gateway, clock, log })
  const begun = clock.millis()
  let outages = 0
  const timer = hasOutages
    ? setInterval(() => {
        outages++
        outage()
      }, OUTAGE_EVERY_MS / RATE)
    : undefined
  try {
    await until(
      'all is refunded',
      async () => {
        await settling.execute()
        return (await stage.open()) === 0
      },
      PATIENCE_MS
    )
  } finally {
    clearInterval(timer)
    await settling.stop()
  }
  const least = leastSeconds(outages)
  const seconds = (clock.millis() - begun) / 1_000
  const calls = await stage.calls()
  const wasted = (calls.wasted / calls.all) * 100
  progress(
    `${name.padEnd(8)} ${seconds.toFixed(0)} s of ${least.toFixed(0)} s possible; ` +
      `${calls.wasted} of ${calls.all} calls wasted; ${calls.reads} reads`
  )
  return casesOf(name, seconds, least, wasted, await stage.audit())
}

function outage() {
  void simulator.control('POST', '/faults/http', {
    method: 'PATCH',
    path: 'redemptions',
    status: 500,
    durationMs: OUTAGE_MS,
  })
}

function casesOf(
  name: string,
  seconds: number,
  least: number,
  wasted: number,
  audit: { lost: number; doubled: number }
) {
  const none = { p50_ms: null, p99_ms: null, ...audit }
  const ratio = seconds / least
  return [
    { case: `${name}-time`, unit: 's', ours: seconds, reference: least, ratio, ...none },
    {
      case: `${name}-wasted`,
      unit: '% of PATCH calls',
      ours: wasted,
      reference: null,
      ratio: null,
      ...none,
    },
  ]
}

try {
  report('settlement', [...(await measure('throttle', false)), ...(await measure('outages', true))])
} finally {
  await simulator.stop()
  await app.terminate()
}

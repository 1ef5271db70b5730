/**
 * Intake to committed count, against the same database's own limit measured in
 * turns with it. `node --import @poppinss/ts-exec bench/redemptions.ts --json`, on the
 * migrated, empty database that DATABASE_URL names.
 */
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { Audience } = await import('./support/audience.js')
const { BareClient } = await import('./support/bare_client.js')
const { percentile, progress, report } = await import('./support/report.js')
const { createEvent, createReward, createStage, testSql } = await import('#tests/support/fixtures')
const { RedemptionIntake } = await import('#redemptions/redemption_intake')

const ROUNDS = 5
const SECONDS = 0.8
const INSTANCES = 100
const OBJECTIVE = 1_000_000

const sql = testSql()
const intake = await app.container.make(RedemptionIntake)
const bare = await new BareClient().open(INSTANCES)

/** A campaign of its own with so many events, each with its reward and one running instance. */
async function stage(instances: number) {
  const first = await createStage(sql, { event: { minimum: OBJECTIVE } })
  const rewards = [first.reward]
  while (rewards.length < instances) {
    const eventId = await createEvent(sql, first.campaignId, { event: { minimum: OBJECTIVE } })
    rewards.push(await createReward(sql, { ...first, eventId }))
  }
  return { campaignId: first.campaignId, rewards }
}

/** Starts the instances, and has the database look at its tables as autovacuum does after a minute. */
async function settleIn(audience: InstanceType<typeof Audience>, instances: number) {
  await audience.take(instances, Math.min(instances, 64))
  await sql.run('ANALYZE')
}

/** From the database: what it has against what was told to the callers. */
async function audit(campaignId: string, bought: number) {
  const [found] = await sql.run<{ counted: number; contributions: number; progress: number }>(
    `SELECT
       (SELECT count(*) FROM redemptions WHERE campaign_id = $1 AND state = 'counted') AS counted,
       (SELECT count(*) FROM contributions k JOIN instances i ON i.id = k.instance_id
        WHERE i.campaign_id = $1) AS contributions,
       (SELECT sum(progress) FROM instances WHERE campaign_id = $1) AS progress`,
    [campaignId]
  )
  const least = Math.min(found.counted, found.contributions, found.progress)
  const most = Math.max(found.counted, found.contributions, found.progress)
  return { lost: Math.max(0, bought - least), doubled: Math.max(0, most - bought) }
}

async function measure(name: string, instances: number, callers: number) {
  const { campaignId, rewards } = await stage(instances)
  const audience = new Audience(intake, rewards)
  await settleIn(audience, instances)
  await audience.rate(0.5, callers)
  await bare.rate(0.2, instances)
  audience.durations.length = 0

  let ours = 0
  let reference = 0
  for (let round = 0; round < ROUNDS; round++) {
    reference += (await bare.rate(SECONDS, instances)) / ROUNDS
    ours += (await audience.rate(SECONDS, callers)) / ROUNDS
  }

  const ratio = ours / reference
  progress(
    `${name.padEnd(10)} ${ours.toFixed(0).padStart(6)}/s  reference ${reference.toFixed(0).padStart(5)}/s  ratio ${ratio.toFixed(2)}`
  )
  return {
    case: name,
    unit: 'redemptions/s',
    ours,
    reference,
    ratio,
    p50_ms: percentile(audience.durations, 0.5),
    p99_ms: percentile(audience.durations, 0.99),
    ...(await audit(campaignId, audience.bought)),
  }
}

/** Everybody has been here before, and the code is as warm as in a long stream. */
async function warmUp() {
  const { rewards } = await stage(1)
  await new Audience(intake, rewards).take(4_000, 64)
  await bare.rate(1, 1)
}

try {
  await warmUp()
  const cases = []
  for (const [kind, instances] of [
    ['hot', 1],
    ['spread', INSTANCES],
  ] as const) {
    for (const callers of [1, 8, 64]) {
      cases.push(await measure(`${kind}-${callers}`, instances, callers))
    }
  }
  report('redemptions', cases)
} finally {
  await bare.close()
  await app.terminate()
}

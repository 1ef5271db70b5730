/**
 * From a signed notification to its 2xx: stored and counted by then, against a bare Node server that checks the
 * signature and inserts one row, measured in turns. The load comes from this process, on the same cores.
 */
import { randomUUID } from 'node:crypto'
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { percentile, progress, report } = await import('./support/report.js')
const { RedemptionMessages } = await import('#tests/support/webhook/redemption_messages')
const { Flood } = await import('#tests/support/webhook/flood')
const { HttpConnection } = await import('#tests/support/webhook/http_connection')
const { ServerProcess } = await import('./support/webhook/server_process.js')
const { createStage, testSql } = await import('#tests/support/fixtures')
const { eventsubSecret, webhookTarget } = await import('#twitch/eventsub/eventsub_settings')

const ROUNDS = 4
const SECONDS = 3
/** So many are made before a round, what more is needed in it. */
const MOST_PER_SECOND = 7_000
const OBJECTIVE = 1_000_000
const LOOK_EVERY = 500
const BAD_PER_SECOND = 1_000

const sql = testSql()
const secret = eventsubSecret()
await sql.run('CREATE SCHEMA bare')
await sql.run('CREATE TABLE bare.messages (id text PRIMARY KEY, event jsonb NOT NULL)')
const ours = await ServerProcess.start('./app_server.js')
const bare = await ServerProcess.start('./bare_server.js', { BARE_SECRET: secret })

/** A streamer with one goal that everybody fills, listened to by webhook. */
async function stage() {
  const { campaignId, reward, streamer } = await createStage(sql, { event: { minimum: OBJECTIVE } })
  const subscriptionId = randomUUID()
  await sql.run(
    `INSERT INTO eventsub_subscriptions
       (id, streamer_id, type, version, condition, transport, target, status, twitch_id)
     VALUES ($1, $2, 'channel.channel_points_custom_reward_redemption.add', '1', $3::jsonb, 'webhook', $4, 'enabled', $5)`,
    [
      randomUUID(),
      streamer.id,
      JSON.stringify({ broadcaster_user_id: reward.broadcasterId }),
      webhookTarget(),
      subscriptionId,
    ]
  )
  return { campaignId, messages: new RedemptionMessages(secret, reward, subscriptionId) }
}

/** What the answer of a redemption promises: it is in the ledger, counted, and in the log. */
async function isStored(redemptionId: string): Promise<boolean> {
  const rows = await sql.run(
    `SELECT FROM redemptions r JOIN channel_events e ON e.channel_id = r.broadcaster_id
       AND e.kind = 'redemption_added' AND e.event_key = r.id
     WHERE r.id = $1 AND r.state = 'counted'`,
    [redemptionId]
  )
  return rows.length === 1
}

interface Rate {
  perSecond: number
  durations: number[]
}

/** Closed loop: so many connections, each sending its next message once the last is answered. */
async function rate(
  port: number,
  messages: InstanceType<typeof RedemptionMessages>,
  callers: number,
  look: boolean
) {
  const connections = await Promise.all(
    Array.from({ length: callers }, () => HttpConnection.open(port))
  )
  const durations: number[] = []
  const looks: Promise<void>[] = []
  messages.stock(SECONDS * MOST_PER_SECOND)
  const started = performance.now()
  const until = started + SECONDS * 1_000

  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) {
        const { redemptionId, request } = messages.next()
        const sent = performance.now()
        const status = await connection.post(request)
        durations.push(performance.now() - sent)
        if (status !== 204) throw new Error(`A notification was answered ${status}`)
        if (look && durations.length % LOOK_EVERY === 0) {
          looks.push(
            isStored(redemptionId).then((stored) => {
              if (!stored) throw new Error('A redemption was not stored when it was answered')
            })
          )
        }
      }
    })
  )
  const seconds = (performance.now() - started) / 1_000
  connections.forEach((connection) => connection.close())
  await Promise.all(looks)
  return { perSecond: durations.length / seconds, durations } satisfies Rate
}

/** From the database: what it has against what was answered. */
async function audit(campaignId: string, sent: number) {
  const [found] = await sql.run<{ ledger: number; progress: number; log: number; rows: number }>(
    `SELECT
       (SELECT count(*) FROM redemptions WHERE campaign_id = $1 AND state = 'counted') AS ledger,
       (SELECT count(*) FROM redemptions WHERE campaign_id = $1) AS rows,
       (SELECT sum(progress) FROM instances WHERE campaign_id = $1) AS progress,
       (SELECT count(*) FROM channel_events e
        JOIN redemptions r ON r.broadcaster_id = e.channel_id AND r.id = e.payload->>'redemptionId'
        WHERE r.campaign_id = $1) AS log`,
    [campaignId]
  )
  const counts = [found.ledger, found.progress, found.log, found.rows]
  return {
    lost: Math.max(0, sent - Math.min(...counts)),
    doubled: Math.max(0, Math.max(...counts) - sent),
  }
}

async function measure(callers: number) {
  const { campaignId, messages } = await stage()
  const others = await stage()
  await rate(ours.port, messages, callers, false)
  await rate(bare.port, others.messages, callers, false)

  const durations: number[] = []
  let mine = 0
  let reference = 0
  for (let round = 0; round < ROUNDS; round++) {
    const its = await rate(bare.port, others.messages, callers, false)
    const our = await rate(ours.port, messages, callers, true)
    reference += its.perSecond / ROUNDS
    mine += our.perSecond / ROUNDS
    durations.push(...our.durations)
  }
  const ratio = mine / reference
  const p99 = percentile(durations, 0.99)
  progress(
    `${String(callers).padStart(2)} at once ${mine.toFixed(0).padStart(6)}/s  reference ${reference.toFixed(0).padStart(6)}/s  ratio ${ratio.toFixed(2)}  p99 ${p99.toFixed(1)} ms`
  )
  return {
    case: `webhook-${callers}`,
    unit: 'notifications/s',
    ours: mine,
    reference,
    ratio,
    p50_ms: percentile(durations, 0.5),
    p99_ms: p99,
    ...(await audit(campaignId, messages.good)),
  }
}

/** The good ones with and without a thousand bad ones a second. */
async function measureFlood(callers: number) {
  const { campaignId, messages } = await stage()
  const [alone, beside]: number[][] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await rate(ours.port, messages, callers, false)
    const flood = await Flood.start(ours.port, messages, BAD_PER_SECOND)
    const loud = await rate(ours.port, messages, callers, false)
    await flood.stop()
    alone.push(...quiet.durations)
    beside.push(...loud.durations)
  }
  const [mine, reference] = [percentile(beside, 0.5), percentile(alone, 0.5)]
  progress(`flooded ${mine.toFixed(1)} ms  alone ${reference.toFixed(1)} ms`)
  return {
    case: `flood-${callers}`,
    unit: 'ms p50 beside 1,000 bad requests/s',
    ours: mine,
    reference,
    ratio: mine / reference,
    p50_ms: mine,
    p99_ms: percentile(beside, 0.99),
    ...(await audit(campaignId, messages.good)),
  }
}

/** The code is as warm as in a long stream, and the database knows its tables. */
async function warmUp() {
  const { messages } = await stage()
  const others = await stage()
  for (let round = 0; round < 3; round++) {
    await rate(ours.port, messages, 32, false)
    await rate(bare.port, others.messages, 32, false)
  }
  await sql.run('ANALYZE')
}

try {
  await warmUp()
  report('webhook', [await measure(1), await measure(8), await measure(32), await measureFlood(8)])
} finally {
  await Promise.all([ours.stop(), bare.stop()])
  await sql.run('DROP SCHEMA bare CASCADE')
  await app.terminate()
}

import type { Sql } from '#core/sql'
import { type RehearsalOutcome, TIMELINE_SPAN } from '#rehearsal/outcome'
import type { RehearsedStreamer } from '#rehearsal/play/copy_campaign'
import type { Script } from '#rehearsal/scene'

const SECONDS = (column: string) => `EXTRACT(EPOCH FROM ${column} - $1::timestamptz)::float8`
const ENDED = `CASE state WHEN 'fulfilled' THEN 'fulfilled' WHEN 'refunded' THEN 'refunded' ELSE 'open' END`

/** What the rows of a rehearsal say. */
export async function tally(
  sql: Sql,
  script: Script,
  streamers: RehearsedStreamer[],
  beganAt: Date
): Promise<RehearsalOutcome> {
  const ends = await sql.run<{
    ended: 'fulfilled' | 'refunded' | 'open'
    count: number
    points: number
  }>(
    `SELECT ${ENDED} AS ended, count(*)::int AS count, sum(cost)::int AS points
     FROM redemptions GROUP BY 1`
  )
  const of = (ended: string) => ends.find((row) => row.ended === ended) ?? { count: 0, points: 0 }

  return {
    seconds: script.seconds,
    viewers: script.viewers,
    streamers: streamers.map(({ name }) => name),
    redemptions: {
      total: ends.reduce((sum, { count }) => sum + count, 0),
      fulfilled: of('fulfilled').count,
      refunded: of('refunded').count,
      open: of('open').count,
    },
    points: {
      spent: of('fulfilled').points,
      refunded: of('refunded').points,
      open: of('open').points,
    },
    refunds: await sql.run(
      `SELECT reason, count(*)::int AS count, sum(cost)::int AS points FROM redemptions
       WHERE state = 'refunded' GROUP BY reason ORDER BY 2 DESC, 1`
    ),
    instances: await sql.run(
      `SELECT i.rules->>'eventName' AS event, u.display_name AS streamer, i.status, i.reason,
              i.progress, i.objective, ${SECONDS('i.started_at')} AS "startedAt",
              ${SECONDS('i.armed_at')} AS "armedAt", ${SECONDS('i.ended_at')} AS "endedAt"
       FROM instances i LEFT JOIN users u ON u.id = i.streamer_id ORDER BY i.started_at, i.id`,
      [beganAt]
    ),
    rolls: await sql.run(
      `SELECT ${SECONDS('rolled_at')} AS at, COALESCE(actor_name, foundry_user_name) AS who,
              "natural", outcome FROM foundry_rolls ORDER BY rolled_at, id`,
      [beganAt]
    ),
    timeline: await sql.run(
      `SELECT (floor(${SECONDS('redeemed_at')} / $2) * $2)::int AS at,
              (count(*) FILTER (WHERE ${ENDED} = 'fulfilled'))::int AS fulfilled,
              (count(*) FILTER (WHERE ${ENDED} = 'refunded'))::int AS refunded,
              (count(*) FILTER (WHERE ${ENDED} = 'open'))::int AS open
       FROM redemptions GROUP BY 1 ORDER BY 1`,
      [beganAt, TIMELINE_SPAN]
    ),
  }
}

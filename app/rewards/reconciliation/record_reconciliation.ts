import type { Sql } from '#core/sql'

/** A gap explains what was missed when it has just ended; Twitch's clock may differ from ours a little. */
const RECENT_MINUTES = 10
const CLOCKS_DIFFER_SECONDS = 60

/**
 * Writes down what a comparison came to, for the dashboards.
 *
 * @param caughtUp.since when the oldest of them was redeemed
 * @returns how long nobody had listened before, in seconds; null when no gap explains it
 */
export async function recordReconciliation(
  sql: Sql,
  streamerId: string,
  problem: string | null,
  caughtUp: { count: number; since: Date } | null
): Promise<number | null> {
  if (caughtUp === null) {
    await sql.run(
      `INSERT INTO reconciliations (streamer_id, problem) VALUES ($1, $2)
       ON CONFLICT (streamer_id) DO UPDATE SET compared_at = now(), problem = excluded.problem`,
      [streamerId, problem]
    )
    return null
  }

  const [row] = await sql.run<{ gap_seconds: number | null }>(
    `INSERT INTO reconciliations (streamer_id, problem, caught_up, caught_up_at, gap_seconds)
     SELECT $1, $2, $3::int, now(), (
       SELECT GREATEST(1, last_gap_seconds) FROM eventsub_connections
       WHERE streamer_id = $1 AND last_gap_at > now() - make_interval(mins => ${RECENT_MINUTES})
         AND $4::timestamptz >= last_gap_at
           - make_interval(secs => last_gap_seconds + ${CLOCKS_DIFFER_SECONDS}))
     ON CONFLICT (streamer_id) DO UPDATE SET compared_at = now(), problem = excluded.problem,
       caught_up = excluded.caught_up, caught_up_at = excluded.caught_up_at,
       gap_seconds = excluded.gap_seconds
     RETURNING gap_seconds`,
    [streamerId, problem, caughtUp.count, caughtUp.since.toISOString()]
  )
  return row?.gap_seconds ?? null
}

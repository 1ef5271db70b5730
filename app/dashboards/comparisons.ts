import type { Sql } from '#core/sql'

/** The last comparison of a channel with Twitch, as a person reads it. */
export type Comparison = {
  streamerId: string
  name: string
  /** Null before the first one. */
  comparedAt: string | null
  /** What stood in the way of a complete one; null when nothing did. */
  problem: string | null
  /** What had been missed the last time something had. */
  caughtUp: { sentence: string; at: string } | null
}

interface Row {
  streamer_id: string
  name: string
  compared_at: Date | null
  problem: string | null
  caught_up: number | null
  gap_seconds: number | null
  caught_up_at: Date | null
}

/** Of the streamers asked for, by name. */
export async function comparisons(sql: Sql, streamerIds: string[]): Promise<Comparison[]> {
  const rows = await sql.run<Row>(
    `SELECT u.id AS streamer_id, u.display_name AS name, c.compared_at, c.problem, c.caught_up,
            c.gap_seconds, c.caught_up_at
     FROM users u LEFT JOIN reconciliations c ON c.streamer_id = u.id
     WHERE u.id = ANY ($1::uuid[]) ORDER BY u.display_name, u.id`,
    [streamerIds]
  )
  return rows.map((row) => ({
    streamerId: row.streamer_id,
    name: row.name,
    comparedAt: row.compared_at?.toISOString() ?? null,
    problem: row.problem,
    caughtUp: caughtUp(row),
  }))
}

function caughtUp({ caught_up: count, gap_seconds: gap, caught_up_at: at }: Row) {
  if (count === null || at === null) {
    return null
  }
  const what = `Caught up ${count} ${count === 1 ? 'redemption' : 'redemptions'}`
  return { sentence: gap === null ? what : `${what} after a ${gap} s gap`, at: at.toISOString() }
}

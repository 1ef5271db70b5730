import type { Sql } from '#core/sql'

/** A collector, by how much of a channel's sets they have. */
export type Collector = {
  rank: number
  login: string
  displayName: string
  has: number
  of: number
}

/**
 * Who has most of the different cards; of equals who had them first. Those who hide are left out.
 *
 * @param setId only that set; null counts all that are drawn there
 */
export async function leaderboard(
  sql: Sql,
  streamerId: string,
  setId: string | null,
  atMost: number
): Promise<Collector[]> {
  return sql.run<Collector>(
    `WITH counted AS MATERIALIZED (
       SELECT c.id FROM cards c
       JOIN pack_offers o ON o.set_id = c.set_id AND o.streamer_id = $1 AND o.is_enabled
       WHERE c.in_edition AND ($2::uuid IS NULL OR c.set_id = $2)
     ), whole AS (SELECT count(*)::int AS of FROM counted)
     SELECT rank() OVER (ORDER BY t.has DESC)::int AS rank, t.login, t.display_name AS "displayName",
       t.has, whole.of
     FROM (
       SELECT v.login, v.display_name, count(DISTINCT m.card_id)::int AS has,
         max(m.first_shown_at) AS latest
       FROM collections m
       JOIN counted ON counted.id = m.card_id
       JOIN viewers v ON v.id = m.viewer_id AND NOT v.is_hidden AND v.erased_at IS NULL
       WHERE m.streamer_id = $1 AND m.shown > 0
       GROUP BY v.id, v.login, v.display_name
       ORDER BY has DESC, latest LIMIT $3) AS t, whole
     ORDER BY t.has DESC, t.latest, t.login`,
    [streamerId, setId, atMost]
  )
}

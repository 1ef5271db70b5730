import type { Sql } from '#core/sql'

/** A card that was spent, and of which nothing has come yet. */
export type OpenBoon = {
  id: string
  card: string
  /** Waits for a contribution, or for the game masters' word. */
  state: 'waiting' | 'asked'
  /** How often the contribution will count; null for what is asked. */
  factor: number | null
}

/** Of one viewer on a channel, the oldest first. */
export function openBoons(sql: Sql, streamerId: string, viewerId: number): Promise<OpenBoon[]> {
  return sql.run<OpenBoon>(
    `SELECT b.id, c.name AS card, b.state, (b.terms->>'factor')::int AS factor
     FROM boons b JOIN cards c ON c.id = b.card_id
     WHERE b.streamer_id = $1 AND b.viewer_id = $2 AND b.state IN ('waiting', 'asked')
     ORDER BY b.spent_at, b.id`,
    [streamerId, viewerId]
  )
}

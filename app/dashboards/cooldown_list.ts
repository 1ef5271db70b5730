import type { Sql } from '#core/sql'

/** An event that rests after it has happened. */
export type Cooldown = {
  eventId: string
  eventName: string
  /** Null for a group event, which rests for all. */
  streamerId: string | null
  streamer: string | null
  readyAt: string
}

/** What rests in a campaign now; the next to be ready first. */
export async function cooldowns(sql: Sql, campaignId: string): Promise<Cooldown[]> {
  const rows = await sql.run<Omit<Cooldown, 'readyAt'> & { readyAt: Date }>(
    `SELECT e.id AS "eventId", e.name AS "eventName", k.streamer_id AS "streamerId",
            u.display_name AS streamer, k.ready_at AS "readyAt"
     FROM cooldowns k
     JOIN gamification_events e ON e.id = k.event_id
     LEFT JOIN users u ON u.id = k.streamer_id
     WHERE e.campaign_id = $1 AND k.ready_at > now()
     ORDER BY k.ready_at, e.id`,
    [campaignId]
  )
  return rows.map((row) => ({ ...row, readyAt: row.readyAt.toISOString() }))
}

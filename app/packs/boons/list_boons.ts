import type { Sql } from '#core/sql'

/** What a viewer asks the game masters for. */
export type AskedBoon = {
  id: string
  /** Null for a viewer who is hidden. */
  viewer: string | null
  streamer: string
  card: string
  /** In the words of the card. */
  label: string
  /** The event whose goal counts as reached then; null where the game master does it. */
  event: string | null
  askedAt: string
}

/** The oldest first. */
export async function askedBoons(sql: Sql, campaignId: string): Promise<AskedBoon[]> {
  const rows = await sql.run<Omit<AskedBoon, 'askedAt'> & { askedAt: Date }>(
    `SELECT b.id, CASE WHEN NOT v.is_hidden AND v.erased_at IS NULL THEN v.display_name END AS viewer,
       u.display_name AS streamer, c.name AS card, b.terms->>'label' AS label, e.name AS event,
       b.spent_at AS "askedAt"
     FROM boons b
     JOIN users u ON u.id = b.streamer_id
     JOIN cards c ON c.id = b.card_id
     LEFT JOIN viewers v ON v.id = b.viewer_id
     LEFT JOIN gamification_events e ON e.id = (b.terms->>'eventId')::uuid
       AND e.campaign_id = b.campaign_id
     WHERE b.campaign_id = $1 AND b.state = 'asked' ORDER BY b.spent_at, b.id LIMIT 50`,
    [campaignId]
  )
  return rows.map(({ askedAt, ...row }) => ({ ...row, askedAt: askedAt.toISOString() }))
}

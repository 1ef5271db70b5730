import type { Sql } from '#core/sql'
import { json } from '#foundry/commands/recorded_command'

/** Notes an event's id. False when it was taken in before. */
export async function noteEvent(
  sql: Sql,
  campaignId: string,
  event: { eventId: string; type: string },
  payload: unknown
): Promise<boolean> {
  const rows = await sql.run(
    `INSERT INTO foundry_events (campaign_id, event_id, type, payload)
     VALUES ($1, $2, $3, $4::jsonb) ON CONFLICT DO NOTHING RETURNING event_id`,
    [campaignId, event.eventId, event.type, json(payload)]
  )
  return rows.length > 0
}

import type { Sql } from '#core/sql'
import { announceConfig } from '#foundry/announce_config'

/** Foundry's buttons follow the events: call it in the transaction that changes one. */
export async function announceEvent(sql: Sql, eventId: string): Promise<void> {
  const [event] = await sql.run<{ campaign_id: string }>(
    'SELECT campaign_id FROM gamification_events WHERE id = $1',
    [eventId]
  )
  if (event) {
    await announceConfig(sql, event.campaign_id)
  }
}

import type { Sql } from '#core/sql'

/** Whether a GM's tab is in charge of the campaign's table right now. */
export async function hasLeaseHolder(sql: Sql, campaignId: string): Promise<boolean> {
  const rows = await sql.run(
    `SELECT 1 FROM foundry_leases l JOIN foundry_connections c ON c.id = l.connection_id
     WHERE c.campaign_id = $1 AND c.is_active
       AND l.client_id IS NOT NULL AND l.expires_at > clock_timestamp()`,
    [campaignId]
  )
  return rows.length > 0
}

import type { Sql } from '#core/sql'

/** SQL condition: a GM's tab is in charge of the table of a campaign, which is an SQL expression. */
export const holderExists = (campaignId: string) => `EXISTS (
  SELECT FROM foundry_leases l JOIN foundry_connections f ON f.id = l.connection_id
  WHERE f.campaign_id = ${campaignId} AND f.is_active
    AND l.client_id IS NOT NULL AND l.expires_at > clock_timestamp())`

/** Whether a GM's tab is in charge of the campaign's table right now. */
export async function hasLeaseHolder(sql: Sql, campaignId: string): Promise<boolean> {
  const rows = await sql.run(`SELECT 1 WHERE ${holderExists('$1')}`, [campaignId])
  return rows.length > 0
}

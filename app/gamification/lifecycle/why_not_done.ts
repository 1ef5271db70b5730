import type { Sql } from '#core/sql'
import type { Reason } from '#redemptions/reasons'

/** Why nothing happened at the table in time, for the viewer: it may have been held back. */
export async function whyNotDone(sql: Sql, campaignId: string): Promise<Reason> {
  const [row] = await sql.run<{ reason: Reason }>(
    `SELECT CASE WHEN panic_since IS NOT NULL THEN 'panic'
                 WHEN break_since IS NOT NULL THEN 'campaign_break'
                 ELSE 'action_expired' END AS reason
     FROM campaigns WHERE id = $1`,
    [campaignId]
  )
  return row?.reason ?? 'action_expired'
}

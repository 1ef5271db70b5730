import type { Sql } from '#core/sql'
import type { LedgerPart } from '#dashboards/accounts/ledger_filter'

export type LedgerChoice = { id: string; name: string }

/** Who sells or has sold in a campaign; a streamer has nothing to choose. */
export async function streamerChoices(sql: Sql, part: LedgerPart): Promise<LedgerChoice[]> {
  if (part.streamerId) {
    return []
  }

  return sql.run<LedgerChoice>(
    `SELECT u.id, u.display_name AS name FROM users u WHERE u.id IN (
       SELECT streamer_id FROM rewards WHERE campaign_id = $1
       UNION SELECT user_id FROM campaign_members WHERE campaign_id = $1 AND role = 'streamer')
     ORDER BY u.display_name, u.id`,
    [part.campaignId]
  )
}

/** The events of a campaign, the archived ones too: what they sold stays. */
export function eventChoices(sql: Sql, campaignId: string): Promise<LedgerChoice[]> {
  return sql.run<LedgerChoice>(
    `SELECT id, name FROM gamification_events WHERE campaign_id = $1
     ORDER BY archived_at IS NOT NULL, position, created_at`,
    [campaignId]
  )
}

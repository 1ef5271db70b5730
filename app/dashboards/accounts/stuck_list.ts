import type { Sql } from '#core/sql'
import { IS_STUCK, type LedgerPart, ledgerCondition } from '#dashboards/accounts/ledger_filter'
import { stuckCause } from '#dashboards/accounts/stuck_causes'

/** Redemptions of one streamer that cannot be settled for one cause. */
export type StuckGroup = {
  streamerId: string | null
  streamer: string | null
  count: number
  since: string
  cause: string
  sentence: string
  toDo: string
}

/**
 * What a person has to cure, most redemptions first: in a campaign, or on a
 * streamer's channel, whatever campaign it was for.
 */
export async function stuckGroups(
  sql: Sql,
  whose: LedgerPart | { streamerId: string }
): Promise<StuckGroup[]> {
  const [where, values] =
    'campaignId' in whose
      ? ledgerCondition(whose, { state: 'stuck' })
      : [`r.streamer_id = $1 AND ${IS_STUCK}`, [whose.streamerId]]
  const rows = await sql.run<
    Omit<StuckGroup, 'since' | 'sentence' | 'toDo'> & { since: Date; cause: string }
  >(
    `SELECT t.*, u.display_name AS streamer FROM (
       SELECT r.streamer_id AS "streamerId", r.stuck_cause AS cause, count(*)::int AS count,
              min(r.redeemed_at) AS since
       FROM redemptions r WHERE ${where} GROUP BY r.streamer_id, r.stuck_cause) t
     LEFT JOIN users u ON u.id = t."streamerId"
     ORDER BY t.count DESC, t.cause, t."streamerId"`,
    values
  )

  return rows.map((row) => ({ ...row, since: row.since.toISOString(), ...stuckCause(row.cause) }))
}

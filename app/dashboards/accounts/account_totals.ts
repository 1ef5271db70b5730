import type { Sql } from '#core/sql'
import {
  type LedgerFilter,
  type LedgerPart,
  ledgerCondition,
} from '#dashboards/accounts/ledger_filter'
import type { LedgerTotals } from '#dashboards/redemption_list'

/** How one streamer's redemptions stand. */
export type StreamerAccount = LedgerTotals & {
  streamerId: string | null
  /** Null when the account was deleted; its redemptions stay. */
  streamer: string | null
  oldestOpenAt: string | null
}

/** All of a selection together, and each streamer's share of it. */
export type LedgerAccounts = {
  total: LedgerTotals & { oldestOpenAt: string | null }
  byStreamer: StreamerAccount[]
}

/** The totals of a selection, whatever state is picked: they are to add up. */
export async function ledgerAccounts(
  sql: Sql,
  part: LedgerPart,
  filter: LedgerFilter
): Promise<LedgerAccounts> {
  const [where, values] = ledgerCondition(part, { ...filter, state: undefined })
  const rows = await sql.run<Omit<StreamerAccount, 'oldestOpenAt'> & { oldestOpenAt: Date | null }>(
    `SELECT t.*, u.display_name AS streamer FROM (
       SELECT r.streamer_id AS "streamerId", count(*)::int AS received,
              count(*) FILTER (WHERE r.state = 'fulfilled')::int AS fulfilled,
              count(*) FILTER (WHERE r.state = 'refunded')::int AS refunded,
              count(*) FILTER (WHERE r.settled_at IS NULL)::int AS open,
              count(r.stuck_cause)::int AS stuck,
              min(r.redeemed_at) FILTER (WHERE r.settled_at IS NULL) AS "oldestOpenAt"
       FROM redemptions r WHERE ${where} GROUP BY r.streamer_id) t
     LEFT JOIN users u ON u.id = t."streamerId"
     ORDER BY t.received DESC, t."streamerId"`,
    values
  )

  const byStreamer = rows.map((row) => ({
    ...row,
    oldestOpenAt: row.oldestOpenAt?.toISOString() ?? null,
  }))
  return { total: sumOf(byStreamer), byStreamer }
}

function sumOf(accounts: StreamerAccount[]): LedgerAccounts['total'] {
  const sum = (of: keyof LedgerTotals) => accounts.reduce((total, one) => total + one[of], 0)
  const open = accounts.flatMap(({ oldestOpenAt }) => oldestOpenAt ?? [])

  return {
    received: sum('received'),
    fulfilled: sum('fulfilled'),
    refunded: sum('refunded'),
    open: sum('open'),
    stuck: sum('stuck'),
    oldestOpenAt: open.sort()[0] ?? null,
  }
}

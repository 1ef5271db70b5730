import type { Sql, SqlValue } from '#core/sql'
import { stuckCause } from '#dashboards/accounts/stuck_causes'
import { isUnconfirmed, plainReason } from '#redemptions/reasons'

/** One line of the ledger, as anybody who may see the campaign may read it. */
export type RedemptionLine = {
  id: string
  /** Null when the viewer hides or was erased. */
  viewer: string | null
  event: string
  streamer: string | null
  /** Channel points. */
  cost: number
  state: 'received' | 'counted' | 'fulfil_pending' | 'refund_pending' | 'fulfilled' | 'refunded'
  sentence: string | null
  /** A refund was sent, and nobody knows whether it came: the state claims less. */
  isUnconfirmed: boolean
  /** Why it cannot be settled yet; null when nothing stands in the way. */
  stuck: string | null
  redeemedAt: string
}

export type LedgerTotals = {
  received: number
  fulfilled: number
  refunded: number
  open: number
  stuck: number
}

interface Row {
  id: string
  viewer: string | null
  event: string | null
  streamer: string | null
  cost: number
  state: RedemptionLine['state']
  reason: string | null
  stuck_cause: string | null
  redeemed_at: Date
}

/** Whose redemptions: a campaign's, or a streamer's. */
export type Whose = { campaignId: string } | { streamerId: string }

const LINES = 25

/** The condition on `redemptions r`, and its value. */
export function condition(whose: Whose): [string, SqlValue[]] {
  return 'campaignId' in whose
    ? ['r.campaign_id = $1', [whose.campaignId]]
    : ['r.streamer_id = $1', [whose.streamerId]]
}

/** The latest redemptions, newest first. */
export function latestRedemptions(sql: Sql, whose: Whose): Promise<RedemptionLine[]> {
  const [where, values] = condition(whose)
  return redemptionLines(sql, { where, values, limit: LINES })
}

/** Redemptions that fulfil a condition on `redemptions r`, newest first. */
export async function redemptionLines(
  sql: Sql,
  { where, values, limit }: { where: string; values: SqlValue[]; limit: number }
): Promise<RedemptionLine[]> {
  const rows = await sql.run<Row>(
    `SELECT r.id, r.cost, r.state, r.reason, r.stuck_cause, r.redeemed_at,
            CASE WHEN v.is_hidden OR v.erased_at IS NOT NULL THEN NULL ELSE v.display_name END AS viewer,
            w.title AS event, u.display_name AS streamer
     FROM redemptions r
     LEFT JOIN viewers v ON v.id = r.viewer_id
     LEFT JOIN rewards w ON w.id = r.reward_id
     LEFT JOIN users u ON u.id = r.streamer_id
     WHERE ${where}
     ORDER BY r.redeemed_at DESC, r.id DESC
     LIMIT ${limit}`,
    values
  )

  return rows.map((row) => ({
    id: row.id,
    viewer: row.viewer,
    event: row.event ?? 'A reward that is gone',
    streamer: row.streamer,
    cost: row.cost,
    state: row.state,
    sentence: plainReason(row.reason),
    isUnconfirmed: isUnconfirmed(row.reason),
    stuck: row.stuck_cause && stuckCause(row.stuck_cause).sentence,
    redeemedAt: row.redeemed_at.toISOString(),
  }))
}

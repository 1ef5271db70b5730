import type { RedemptionState } from '#redemptions/incoming_redemption'
import type { Sql } from '#core/sql'
import type { SettledStatus } from '#redemptions/settlement_gateway'

export interface Followed {
  id: string
  state: RedemptionState
  reason: string
  streamerId: string | null
  campaignId: string | null
}

/**
 * Redemptions turn out to be settled on Twitch. When it was ours to
 * settle that way, our call has just been faster than its answer; otherwise a
 * person did it in Twitch's own queue. What is settled stays as it is.
 */
const FOLLOW = `
  WITH t AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::text[]) AS t(id, target)
  ), open AS MATERIALIZED (
    SELECT r.id, r.state, r.reason, t.target,
           (r.state = 'fulfil_pending' AND t.target = 'fulfilled')
             OR (r.state = 'refund_pending' AND t.target = 'refunded') AS ordered
    FROM redemptions r JOIN t ON t.id = r.id
    WHERE r.state NOT IN ('fulfilled', 'refunded')
    ORDER BY r.id FOR NO KEY UPDATE OF r
  ), moved AS (
    UPDATE redemptions r
    SET state = open.target, settled_at = now(), stuck_cause = NULL,
        settled_by = CASE WHEN open.ordered THEN 'us' ELSE 'person' END,
        reason = CASE WHEN open.ordered THEN r.reason ELSE 'settled_on_twitch' END
    FROM open WHERE r.id = open.id
    RETURNING r.id, open.state AS from_state, open.reason AS from_reason, r.state, r.reason, r.settled_by, r.streamer_id,
      r.campaign_id
  ), history AS (
    INSERT INTO redemption_changes (redemption_id, from_state, from_reason, to_state, reason, changed_by)
    SELECT id, from_state, from_reason, state, reason, settled_by FROM moved
  )
  SELECT id, state, reason, streamer_id AS "streamerId", campaign_id AS "campaignId" FROM moved`

const TARGETS: Record<SettledStatus, 'fulfilled' | 'refunded'> = {
  FULFILLED: 'fulfilled',
  CANCELED: 'refunded',
}

export async function follow(
  sql: Sql,
  settled: { id: string; status: SettledStatus }[]
): Promise<Followed[]> {
  if (settled.length === 0) {
    return []
  }
  return sql.run<Followed>(FOLLOW, [
    settled.map(({ id }) => id),
    settled.map(({ status }) => TARGETS[status]),
  ])
}

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
 * person did it in Twitch's own queue. What is settled stays as it is, but for
 * what was only concluded from the end of its reward: there a word of Twitch's
 * decides, and `was` is how it stood before that conclusion.
 */
const FOLLOW = `
  WITH t AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::text[]) AS t(id, target)
  ), open AS MATERIALIZED (
    SELECT r.id, r.state, r.reason, t.target, COALESCE(was.state, r.state) AS was_state,
           COALESCE(was.reason, r.reason) AS was_reason
    FROM redemptions r JOIN t ON t.id = r.id
    LEFT JOIN LATERAL (
      SELECT c.from_state AS state, c.from_reason AS reason FROM redemption_changes c
      WHERE r.settled_by = 'twitch' AND c.redemption_id = r.id AND c.from_state <> 'fulfilled'
      ORDER BY c.id DESC LIMIT 1) was ON true
    WHERE r.state NOT IN ('fulfilled', 'refunded')
      OR (r.settled_by = 'twitch' AND (t.target = 'refunded' OR r.reason = 'refund_unconfirmed'))
    ORDER BY r.id FOR NO KEY UPDATE OF r
  ), decided AS MATERIALIZED (
    SELECT id, state, reason, target, CASE
        WHEN was_state = 'fulfil_pending' AND target = 'fulfilled'
          OR was_state = 'refund_pending' AND target = 'refunded' THEN was_reason
        WHEN state = 'fulfilled' AND target = 'fulfilled' THEN 'reward_deleted'
        ELSE 'settled_on_twitch' END AS outcome
    FROM open
  ), moved AS (
    UPDATE redemptions r
    SET state = open.target, settled_at = now(), stuck_cause = NULL, unanswered_since = NULL,
        settled_by = CASE open.outcome WHEN 'settled_on_twitch' THEN 'person'
          WHEN 'reward_deleted' THEN 'twitch' ELSE 'us' END,
        reason = open.outcome
    FROM decided open WHERE r.id = open.id
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

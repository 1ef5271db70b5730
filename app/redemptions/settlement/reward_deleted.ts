import type { Sql } from '#core/sql'
import type { Followed } from '#redemptions/intake/follow'

/**
 * The reward is gone on Twitch, which has marked all its open redemptions
 * FULFILLED: recorded as that, with its reason, and never as lost. What had worked
 * keeps its own reason. A refund that was sent and never answered may have come
 * before; Twitch cannot be asked any more, so that it is neither claimed nor denied.
 */
export function recordRewardDeleted(
  sql: Sql,
  broadcasterId: string,
  twitchRewardId: string
): Promise<Followed[]> {
  return sql.run<Followed>(
    `WITH open AS MATERIALIZED (
       SELECT id, state, reason, CASE
           WHEN state = 'fulfil_pending' THEN reason
           WHEN state = 'refund_pending' AND unanswered_since IS NOT NULL THEN 'refund_unconfirmed'
           ELSE 'reward_deleted' END AS outcome
       FROM redemptions
       WHERE broadcaster_id = $1 AND twitch_reward_id = $2 AND settled_at IS NULL
       ORDER BY id FOR NO KEY UPDATE
     ), moved AS (
       UPDATE redemptions r
       SET state = 'fulfilled', reason = open.outcome, settled_by = 'twitch',
           settled_at = now(), stuck_cause = NULL, unanswered_since =
             CASE WHEN open.outcome = 'refund_unconfirmed' THEN r.unanswered_since END
       FROM open WHERE r.id = open.id
       RETURNING r.id, r.state, r.reason, open.state AS from_state, open.reason AS from_reason,
         r.streamer_id, r.campaign_id
     ), history AS (
       INSERT INTO redemption_changes
         (redemption_id, from_state, from_reason, to_state, reason, changed_by)
       SELECT id, from_state, from_reason, state, reason, 'twitch' FROM moved
     )
     SELECT id, state, reason, streamer_id AS "streamerId", campaign_id AS "campaignId" FROM moved`,
    [broadcasterId, twitchRewardId]
  )
}

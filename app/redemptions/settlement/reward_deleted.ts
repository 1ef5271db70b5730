import type { Sql } from '#core/sql'
import type { Followed } from '#redemptions/intake/follow'

/**
 * The reward is gone on Twitch, which has marked all its open redemptions
 * FULFILLED: recorded as that, with its reason, and never as lost.
 */
export function recordRewardDeleted(
  sql: Sql,
  broadcasterId: string,
  twitchRewardId: string
): Promise<Followed[]> {
  return sql.run<Followed>(
    `WITH open AS MATERIALIZED (
       SELECT id, state, reason FROM redemptions
       WHERE broadcaster_id = $1 AND twitch_reward_id = $2 AND settled_at IS NULL
       ORDER BY id FOR NO KEY UPDATE
     ), moved AS (
       UPDATE redemptions r
       SET state = 'fulfilled', reason = 'reward_deleted', settled_by = 'twitch',
           settled_at = now(), stuck_cause = NULL
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

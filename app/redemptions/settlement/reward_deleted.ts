import type { Sql } from '#core/sql'
import type { Followed } from '#redemptions/intake/follow'

/**
 * Twitch tells of each redemption that the deletion has ended, as if somebody had
 * done it by hand: so long before the deletion is noticed.
 */
const NOTICED = `interval '1 minute'`
/** So many changes of all channels are looked through for these, and what was bought so recently. */
const LATEST_CHANGES = 5_000
const BOUGHT = `interval '1 hour'`

/**
 * The reward is gone on Twitch, which has marked all its open redemptions
 * FULFILLED: recorded as that, with its reason, and never as lost. What had worked
 * keeps its own reason. A refund that was sent and never answered may have come
 * before; Twitch cannot be asked any more, so that it is neither claimed nor denied.
 *
 * @returns those that were open
 */
export function recordRewardDeleted(
  sql: Sql,
  broadcasterId: string,
  twitchRewardId: string
): Promise<Followed[]> {
  return sql.run<Followed>(
    `WITH ended AS MATERIALIZED (
       SELECT id FROM redemptions
       WHERE broadcaster_id = $1 AND twitch_reward_id = $2 AND settled_at IS NULL
       UNION
       SELECT c.redemption_id FROM (
         SELECT * FROM redemption_changes ORDER BY id DESC LIMIT ${LATEST_CHANGES}) c
       WHERE c.at > now() - ${NOTICED} AND c.to_state = 'fulfilled' AND c.changed_by = 'person'
       UNION
       SELECT d.id FROM redemptions d JOIN rewards r ON r.streamer_id = d.streamer_id
       WHERE r.twitch_reward_id = $2 AND d.redeemed_at > now() - ${BOUGHT}
         AND d.received_at > now() - ${NOTICED} AND d.state = 'fulfilled'
     ), open AS MATERIALIZED (
       SELECT id, state, reason, CASE
           WHEN state = 'fulfil_pending' THEN reason
           WHEN state = 'refund_pending' AND unanswered_since IS NOT NULL THEN 'refund_unconfirmed'
           ELSE 'reward_deleted' END AS outcome
       FROM redemptions
       WHERE id IN (SELECT id FROM ended) AND broadcaster_id = $1 AND twitch_reward_id = $2
         AND (settled_at IS NULL OR (state = 'fulfilled' AND settled_by = 'person'))
       ORDER BY id FOR NO KEY UPDATE
     ), moved AS (
       UPDATE redemptions r
       SET state = 'fulfilled', reason = open.outcome, settled_by = 'twitch',
           settled_at = COALESCE(r.settled_at, now()), stuck_cause = NULL, unanswered_since =
             CASE WHEN open.outcome = 'refund_unconfirmed' THEN r.unanswered_since END
       FROM open WHERE r.id = open.id
       RETURNING r.id, r.state, r.reason, open.state AS from_state, open.reason AS from_reason,
         r.streamer_id, r.campaign_id
     ), history AS (
       INSERT INTO redemption_changes
         (redemption_id, from_state, from_reason, to_state, reason, changed_by)
       SELECT id, from_state, from_reason, state, reason, 'twitch' FROM moved
     )
     SELECT id, state, reason, streamer_id AS "streamerId", campaign_id AS "campaignId"
     FROM moved WHERE from_state <> 'fulfilled'`,
    [broadcasterId, twitchRewardId]
  )
}

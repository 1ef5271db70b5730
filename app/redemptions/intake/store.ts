import type { IncomingRedemption, RedemptionState } from '#redemptions/incoming_redemption'
import type { LaneSql } from '#redemptions/intake/lane'
import type { Resolved } from '#redemptions/intake/resolve'

/** A new redemption with what was decided of it. */
export interface Decided {
  redemption: IncomingRedemption
  resolved: Resolved
  state: RedemptionState
  reason: string | null
  /** The instance it contributes to. */
  instanceId: string | null
  weight: number
}

/**
 * Row, history and contribution of each, and one notification when something
 * is to be settled. The decision is made before the insert, so that a row is
 * written once. A redemption that another lane has stored meanwhile violates the
 * primary key, and the batch is done again.
 */
const STORE = `
  WITH t AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::uuid[],
      $7::uuid[], $8::int[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::uuid[],
      $14::int[])
      AS t(id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id, campaign_id,
        cost, user_input, state, reason, redeemed_at, instance_id, weight)
  ), stored AS (
    INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id,
      streamer_id, campaign_id, cost, user_input, state, reason, redeemed_at, settled_at, settled_by)
    SELECT id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id, campaign_id,
      cost, user_input, state, reason, redeemed_at,
      CASE WHEN state IN ('fulfilled', 'refunded') THEN now() END,
      CASE WHEN state IN ('fulfilled', 'refunded') THEN 'person' END
    FROM t
  ), history AS (
    INSERT INTO redemption_changes (redemption_id, to_state, reason, changed_by)
    SELECT id, state, reason,
      CASE WHEN state IN ('fulfilled', 'refunded') THEN 'person' ELSE 'us' END
    FROM t
  ), contributed AS (
    INSERT INTO contributions (redemption_id, instance_id, viewer_id, weight)
    SELECT id, instance_id, viewer_id, weight FROM t WHERE instance_id IS NOT NULL
  )
  SELECT pg_notify('settlements', '')
  WHERE EXISTS (SELECT FROM t WHERE state IN ('fulfil_pending', 'refund_pending'))`

/** @param decided sorted by redemption id, so that lanes insert in one order */
export function store(sql: LaneSql, decided: Decided[]): void {
  sql.later(STORE, [
    decided.map(({ redemption }) => redemption.redemptionId),
    decided.map(({ redemption }) => redemption.broadcasterId),
    decided.map(({ redemption }) => redemption.twitchRewardId),
    decided.map(({ resolved }) => resolved.rewardId),
    decided.map(({ resolved }) => resolved.viewerId),
    decided.map(({ resolved }) => resolved.streamerId),
    decided.map(({ resolved }) => resolved.campaignId),
    decided.map(({ redemption }) => redemption.cost),
    decided.map(({ redemption }) => redemption.userInput),
    decided.map(({ state }) => state),
    decided.map(({ reason }) => reason),
    decided.map(({ redemption }) => redemption.redeemedAt.toISOString()),
    decided.map(({ instanceId }) => instanceId),
    decided.map(({ weight }) => weight),
  ])
}

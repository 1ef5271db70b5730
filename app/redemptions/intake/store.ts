import type { IncomingRedemption, RedemptionState } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { LaneSql } from '#redemptions/intake/lane'
import type { OurReward } from '#redemptions/intake/our_rewards'

/** A new redemption with what was decided of it. */
export interface Decided {
  redemption: IncomingRedemption
  reward: OurReward
  viewerId: number
  state: RedemptionState
  reason: string | null
  /** The instance it contributes to. */
  instanceId: string | null
  weight: number
}

/**
 * One row for each, decided before it is written, so that it is written once. A
 * redemption that another lane has stored meanwhile violates the primary key, and
 * the batch is done again.
 */
const STORE = `
  INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id,
    campaign_id, cost, user_input, state, reason, redeemed_at, instance_id, weight,
    settled_at, settled_by)
  SELECT t.*,
    CASE WHEN t.state IN ('fulfilled', 'refunded') THEN now() END,
    CASE WHEN t.state IN ('fulfilled', 'refunded') THEN 'person' END
  FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::uuid[],
    $7::uuid[], $8::int[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::uuid[],
    $14::int[])
    AS t(id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id, campaign_id,
      cost, user_input, state, reason, redeemed_at, instance_id, weight)`

const NOTIFY_SETTLEMENTS = `SELECT pg_notify('settlements', '')`

/** @param decided sorted by redemption id, so that lanes insert in one order */
export function store(sql: LaneSql, decided: Decided[]): void {
  if (decided.length === 0) {
    return
  }
  const column = (value: (one: Decided) => string | number | null) => arrayLiteral(decided, value)

  sql.later(STORE, [
    column(({ redemption }) => redemption.redemptionId),
    column(({ redemption }) => redemption.broadcasterId),
    column(({ redemption }) => redemption.twitchRewardId),
    column(({ reward }) => reward.id),
    column(({ viewerId }) => viewerId),
    column(({ reward }) => reward.streamerId),
    column(({ reward }) => reward.campaignId),
    column(({ redemption }) => redemption.cost),
    column(({ redemption }) => redemption.userInput),
    column(({ state }) => state),
    column(({ reason }) => reason),
    column(({ redemption }) => redemption.redeemedAt.toISOString()),
    column(({ instanceId }) => instanceId),
    column(({ weight }) => weight),
  ])
  if (decided.some(({ state }) => state.endsWith('_pending'))) {
    sql.later(NOTIFY_SETTLEMENTS, [])
  }
}

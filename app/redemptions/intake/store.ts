import type { IncomingRedemption, RedemptionState } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'
import type { OurReward } from '#redemptions/intake/our_rewards'

/** A new redemption with what was decided of it. */
export interface Decided {
  redemption: IncomingRedemption
  reward: OurReward
  viewerId: number
  state: RedemptionState
  reason: string | null
  /** Who has settled it before we heard of it; null while it is open. */
  settledBy: 'person' | 'twitch' | null
  /** The instance it contributes to. */
  instanceId: string | null
  weight: number
}

/**
 * One row for each, decided before it is written, so that it is written once. A
 * redemption that another lane has stored meanwhile violates the primary key, and
 * the batch is done again. What many rows share, their reward and their verdict, is sent
 * once and looked up by its place.
 */
const STORE = `
  INSERT INTO redemptions (id, viewer_id, cost, user_input, redeemed_at,
    broadcaster_id, twitch_reward_id, reward_id, streamer_id, campaign_id,
    state, reason, instance_id, weight, settled_at, settled_by)
  SELECT t.id, t.viewer_id, t.cost, t.user_input, to_timestamp(t.millis / 1000),
    ($7::text[])[t.r], ($8::text[])[t.r], ($9::uuid[])[t.r], ($10::uuid[])[t.r],
    ($11::uuid[])[t.r], ($13::text[])[t.v], ($14::text[])[t.v], ($15::uuid[])[t.v],
    ($16::int[])[t.v], CASE WHEN ($17::text[])[t.v] IS NOT NULL THEN now() END,
    ($17::text[])[t.v]
  FROM unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::float8[], $6::int[], $12::int[])
    AS t(id, viewer_id, cost, user_input, millis, r, v)`

const NOTIFY_SETTLEMENTS = `SELECT pg_notify('settlements', '')`

/** @param decided sorted by redemption id, so that lanes insert in one order */
export function store(sql: LaneSql, decided: Decided[]): void {
  if (decided.length === 0) {
    return
  }
  const rewards = places(decided, ({ reward }) => reward.id)
  const verdicts = places(
    decided,
    ({ state, reason, settledBy, instanceId, weight }) =>
      `${state}/${reason}/${settledBy}/${instanceId}/${weight}`
  )

  sql.later(STORE, [
    arrayLiteral(decided, ({ redemption }) => redemption.redemptionId),
    arrayLiteral(decided, ({ viewerId }) => viewerId),
    arrayLiteral(decided, ({ redemption }) => redemption.cost),
    arrayLiteral(decided, ({ redemption }) => redemption.userInput),
    arrayLiteral(decided, ({ redemption }) => redemption.redeemedAt.getTime()),
    arrayLiteral(rewards.places, (place) => place),
    arrayLiteral(rewards.first, ({ reward }) => reward.broadcasterId),
    arrayLiteral(rewards.first, ({ reward }) => reward.twitchRewardId),
    arrayLiteral(rewards.first, ({ reward }) => reward.id),
    arrayLiteral(rewards.first, ({ reward }) => reward.streamerId),
    arrayLiteral(rewards.first, ({ reward }) => reward.campaignId),
    arrayLiteral(verdicts.places, (place) => place),
    arrayLiteral(verdicts.first, ({ state }) => state),
    arrayLiteral(verdicts.first, ({ reason }) => reason),
    arrayLiteral(verdicts.first, ({ instanceId }) => instanceId),
    arrayLiteral(verdicts.first, ({ weight }) => weight),
    arrayLiteral(verdicts.first, ({ settledBy }) => settledBy),
  ])
  if (verdicts.first.some(({ state }) => state.endsWith('_pending'))) {
    sql.later(NOTIFY_SETTLEMENTS, [])
  }
}

/** The first of each kind, and for each one the place of its kind, from 1 as in SQL. */
function places(decided: Decided[], kindOf: (one: Decided) => string) {
  const known = new Map<string, number>()
  const first: Decided[] = []
  const found = decided.map((one) => {
    const kind = kindOf(one)
    const place = known.get(kind) ?? first.push(one)
    known.set(kind, place)
    return place
  })
  return { first, places: found }
}

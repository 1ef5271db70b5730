import type { LaneSql } from '#core/lane/lane'
import { arrayLiteral } from '#core/lane/array_literal'
import type { RewardedRedemption } from '#redemptions/reward_handlers'
import type { Run } from '#gamification/counting/run'
import type { LockedInstance } from '#gamification/counting/situation'
import type { Tally } from '#gamification/counting/tally'

/** Nobody's points are held longer than that. */
const WAIT_MINUTES = 60

const KEEP = `
  INSERT INTO rolled_over (redemption_id, event_id, streamer_id, expires_at)
  SELECT t.id, $2, $3, now() + interval '${WAIT_MINUTES} minutes'
  FROM unnest($1::text[]) AS t(id)`

/**
 * In the order of their purchase. One that somebody else is ending at this
 * moment is left to them, so nothing is waited for.
 */
const WAITING = `
  SELECT r.id AS "redemptionId", r.viewer_id AS "viewerId", r.reward_id AS "rewardId", r.cost,
    r.user_input AS "userInput", r.redeemed_at AS "redeemedAt", o.event_id AS "subjectId",
    r.streamer_id AS "streamerId", r.campaign_id AS "campaignId"
  FROM rolled_over o JOIN redemptions r ON r.id = o.redemption_id
  WHERE o.event_id = $1 AND o.streamer_id IS NOT DISTINCT FROM $2::uuid
    AND o.expires_at > now() AND r.state = 'received'
  ORDER BY r.redeemed_at, r.id
  LIMIT $3
  FOR UPDATE OF o, r SKIP LOCKED`

const COUNT = `
  WITH taken AS (
    DELETE FROM rolled_over WHERE redemption_id = ANY ($1::text[])
  ), counted AS (
    UPDATE redemptions SET state = 'counted', instance_id = $2 WHERE id = ANY ($1::text[])
    RETURNING id
  )
  INSERT INTO redemption_changes (redemption_id, from_state, to_state)
  SELECT id, 'received', 'counted' FROM counted`

/** What did not fit any more waits for the next instance of its event. */
export function keepForNext(sql: LaneSql, run: Run, { rolledOver }: Tally): void {
  if (rolledOver.length > 0) {
    sql.later(KEEP, [
      arrayLiteral(rolledOver, ({ redemptionId }) => redemptionId),
      run.eventId,
      run.streamerId,
    ])
  }
}

/** What waits for an instance that starts now, as far as it leaves room for who starts it. */
export async function waitingFor(
  sql: LaneSql,
  run: Run,
  { overshoot, objective }: LockedInstance
): Promise<RewardedRedemption[]> {
  return overshoot === 'roll_over'
    ? sql.run<RewardedRedemption>(WAITING, [run.eventId, run.streamerId, objective - 1])
    : []
}

/** They are contributions now, in the transaction that counts them. */
export function countWaiting(sql: LaneSql, tally: Tally, waiting: RewardedRedemption[]): void {
  const counted = waiting.filter((redemption) => tally.rollIn(redemption))
  if (counted.length > 0) {
    sql.later(COUNT, [arrayLiteral(counted, (one) => one.redemptionId), tally.instance.id])
  }
}

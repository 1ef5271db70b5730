import type { Sql } from '#core/sql'

export interface ListedReward {
  id: string
  broadcaster_id: string
  twitch_reward_id: string
  /** Whatever was bought before is in the ledger; null before the first comparison. */
  compared_to: Date | null
}

/** Of `rewards r`: those on Twitch, and those that are no more but have left something open. */
export const IS_LISTED = `r.twitch_reward_id IS NOT NULL AND (
  r.state IN ('present', 'orphaned') OR EXISTS (
    SELECT FROM redemptions o WHERE o.streamer_id = r.streamer_id
      AND o.twitch_reward_id = r.twitch_reward_id AND o.settled_at IS NULL))`

/** The rewards whose redemptions Twitch can be asked about. */
export function listedRewards(sql: Sql, streamerId: string): Promise<ListedReward[]> {
  return sql.run<ListedReward>(
    `SELECT r.id, r.broadcaster_id, r.twitch_reward_id, r.compared_to FROM rewards r
     WHERE r.streamer_id = $1 AND ${IS_LISTED} ORDER BY r.id`,
    [streamerId]
  )
}

/**
 * Says how far a complete comparison has come: to where Twitch's lists ended when
 * it began. What was found is in the ledger by now.
 */
export async function rememberCompared(sql: Sql, rewardId: string, began: Date): Promise<void> {
  await sql.run(
    'UPDATE rewards SET compared_to = GREATEST(compared_to, $2::timestamptz) WHERE id = $1',
    [rewardId, began.toISOString()]
  )
}

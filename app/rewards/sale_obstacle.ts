import type { Sql } from '#core/sql'
import { listSoon } from '#rewards/list_slots'
import type { RewardKey } from '#rewards/reward_manager'
import { MAX_REWARDS } from '#rewards/slots'

export const NEEDS_AFFILIATE =
  'Twitch allows channel-point rewards to affiliates and partners only, and this channel is neither yet.'

const NO_SLOT = `Your channel has ${MAX_REWARDS} rewards, Twitch’s limit; hidden ones count too. Delete one on Twitch, then try again in a minute.`

/** Why nothing can go on sale on a channel, whatever it is; null when something can. */
export async function channelObstacle(sql: Sql, streamerId: string): Promise<string | null> {
  const [row] = await sql.run<{ broadcaster_type: string }>(
    'SELECT broadcaster_type FROM twitch_accounts WHERE user_id = $1',
    [streamerId]
  )
  return row?.broadcaster_type === '' ? NEEDS_AFFILIATE : null
}

interface Row {
  is_full: boolean
  is_made: boolean
}

/**
 * Why a reward cannot go on sale on a channel, as far as is known without asking
 * Twitch. What is not known yet, Twitch refuses later, and the page says so.
 *
 * @returns a sentence; null when nothing is known against it
 */
export async function saleObstacle(sql: Sql, key: RewardKey): Promise<string | null> {
  const obstacle = await channelObstacle(sql, key.streamerId)
  if (obstacle !== null) {
    return obstacle
  }
  const [row] = await sql.run<Row>(
    `SELECT COALESCE(jsonb_array_length(s.rewards) + (
         SELECT count(*) FROM rewards r WHERE r.streamer_id = a.user_id AND r.is_enabled
           AND r.retired_at IS NULL AND r.state = 'wanted') >= $4, false) AS is_full,
       EXISTS (SELECT FROM rewards r WHERE r.streamer_id = a.user_id AND r.handler = $2
         AND r.subject_id = $3 AND r.retired_at IS NULL AND r.twitch_reward_id IS NOT NULL) AS is_made
     FROM twitch_accounts a LEFT JOIN reward_slots s ON s.streamer_id = a.user_id
     WHERE a.user_id = $1`,
    [key.streamerId, key.handler, key.subjectId, MAX_REWARDS]
  )

  if (row?.is_full && !row.is_made) {
    // Perhaps one has just been deleted there.
    await listSoon(sql, key.streamerId)
    return NO_SLOT
  }
  return null
}

import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import { onLucid } from '#core/sql'

/**
 * Why an account has to stay for now: only its token can refund what viewers
 * have open on its channel, and remove its rewards from Twitch.
 *
 * @returns a sentence that says what to do; null when nothing is left to do
 */
export async function unsettledChannel(user: User): Promise<string | null> {
  const [left] = await onLucid(db.connection()).run<{ redemptions: number; rewards: number }>(
    `SELECT
       (SELECT count(*) FROM redemptions
        WHERE streamer_id = $1 AND settled_at IS NULL)::int AS redemptions,
       (SELECT count(*) FROM rewards
        WHERE streamer_id = $1 AND twitch_reward_id IS NOT NULL
          AND state IN ('present', 'orphaned'))::int AS rewards`,
    [user.id]
  )

  if (left && left.redemptions > 0) {
    return `Your account stays until Twitch has settled ${left.redemptions} redemptions on your channel. Try again in a minute. If this does not end, connect to Twitch again on your channel's page.`
  }

  return left && left.rewards > 0
    ? 'Your rewards are just being removed from Twitch. Try again in a minute.'
    : null
}

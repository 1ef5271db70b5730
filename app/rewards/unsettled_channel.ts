import type User from '#accounts/user'
import type { Sql } from '#core/sql'

/** A reward that was being made when it was given up is known of by then: no call to Twitch takes longer. */
const MAKING_SECONDS = 20

/**
 * Why an account has to stay for now: only its token can refund what viewers
 * have open on its channel, and remove its rewards from Twitch.
 *
 * @returns a sentence that says what to do; null when nothing is left to do
 */
export async function unsettledChannel(sql: Sql, user: User): Promise<string | null> {
  const [left] = await sql.run<{ redemptions: number; rewards: number }>(
    `SELECT
       (SELECT count(*) FROM redemptions
        WHERE streamer_id = $1 AND settled_at IS NULL)::int AS redemptions,
       (SELECT count(*) FROM rewards
        WHERE streamer_id = $1
          AND (twitch_reward_id IS NOT NULL AND state IN ('present', 'orphaned')
            OR twitch_reward_id IS NULL
              AND retired_at > clock_timestamp() - make_interval(secs => $2)))::int AS rewards`,
    [user.id, MAKING_SECONDS]
  )

  if (left && left.redemptions > 0) {
    return `Your account stays until Twitch has settled ${left.redemptions} redemptions on your channel. Try again in a minute. If this does not end, connect to Twitch again on your channel's page.`
  }

  return left && left.rewards > 0
    ? 'Your rewards are just being removed from Twitch. Try again in a minute.'
    : null
}

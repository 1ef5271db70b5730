import type { TwitchErrorKind } from '#twitch/twitch_error'
import type { Sql } from '#core/sql'

/** Twitch asks for it hourly. */
const VALID_FOR = '1 hour'
/** Refreshed this long before its end even when nobody uses it, so that whoever does need not wait. */
const REFRESH_AHEAD = '10 minutes'
/** After a check that came to nothing. */
const AGAIN_AFTER = '1 minute'

/**
 * Claims accounts whose token is to be asked about: nobody has for an hour, or since this process
 * has started, or it ends soon. However many processes claim, each check is one's.
 *
 * @param startedAt of this process, by the database's clock
 * @returns their user ids
 */
export async function claimDueChecks(sql: Sql, startedAt: Date, limit: number): Promise<string[]> {
  const rows = await sql.run<{ user_id: string }>(
    `UPDATE twitch_accounts SET checked_at = now() WHERE user_id IN (
       SELECT user_id FROM twitch_accounts
       WHERE state = 'valid'
         AND (checked_at IS NULL OR checked_at < now() - interval '${AGAIN_AFTER}')
         AND (validated_at IS NULL OR validated_at < now() - interval '${VALID_FOR}'
           OR validated_at < $1::timestamptz
           OR token_expires_at < now() + interval '${REFRESH_AHEAD}')
       ORDER BY checked_at NULLS FIRST LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING user_id`,
    [startedAt.toISOString(), limit]
  )
  return rows.map((row) => row.user_id)
}

/** What stood in the way of a check; the next one that works takes it away. */
export async function noteProblem(
  sql: Sql,
  userId: string,
  problem: TwitchErrorKind
): Promise<void> {
  await sql.run('UPDATE twitch_accounts SET problem = $2 WHERE user_id = $1', [userId, problem])
}

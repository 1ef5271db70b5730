import type { Sql, SqlValue } from '#core/sql'

/** These try again as they are. */
export async function postpone(sql: Sql, ids: string[], milliseconds: number): Promise<void> {
  await sql.run(
    `UPDATE redemptions SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
     WHERE id = ANY ($1::text[]) AND state IN ('fulfil_pending', 'refund_pending')`,
    [ids, milliseconds]
  )
}

export interface StuckRedemption {
  streamerId: string | null
  campaignId: string | null
}

/** What a person has to see, since it does not settle; it is still tried now and then. */
export type StuckCause = 'unauthorized' | 'refused' | 'missing_on_twitch'

/**
 * By id, or everything that waits: of a broadcaster, since nothing of it can be
 * settled without the streamer's consent, or of one reward.
 */
type Whose = { ids: string[] } | { broadcasterId: string; twitchRewardId?: string }

export function markStuck(
  sql: Sql,
  whose: Whose,
  cause: StuckCause,
  milliseconds: number
): Promise<StuckRedemption[]> {
  const [condition, values] = conditionOf(whose)
  return sql.run<StuckRedemption>(
    `UPDATE redemptions
     SET stuck_cause = $1, next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
     WHERE ${condition} AND state IN ('fulfil_pending', 'refund_pending')
     RETURNING streamer_id AS "streamerId", campaign_id AS "campaignId"`,
    [cause, milliseconds, ...values]
  )
}

function conditionOf(whose: Whose): [string, SqlValue[]] {
  if ('ids' in whose) {
    return ['id = ANY ($3::text[])', [whose.ids]]
  }
  const { broadcasterId, twitchRewardId } = whose
  return twitchRewardId === undefined
    ? ['broadcaster_id = $3', [broadcasterId]]
    : ['broadcaster_id = $3 AND twitch_reward_id = $4', [broadcasterId, twitchRewardId]]
}

/** The cause may be gone (the streamer has consented again): all that is stuck is tried at once. */
export async function retryStuck(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `WITH woken AS (
       UPDATE redemptions SET next_attempt_at = now()
       WHERE streamer_id = $1 AND settled_at IS NULL AND stuck_cause IS NOT NULL
         AND state IN ('fulfil_pending', 'refund_pending')
       RETURNING id
     )
     SELECT pg_notify('settlements', '') FROM (SELECT FROM woken LIMIT 1) AS any_woken`,
    [streamerId]
  )
}

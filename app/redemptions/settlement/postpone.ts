import type { Sql } from '#core/sql'

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
export type StuckCause = 'unauthorized' | 'missing_on_twitch'

/**
 * @param whose by id, or everything of a broadcaster that waits, since
 *   nothing of it can be settled without the streamer's consent
 */
export function markStuck(
  sql: Sql,
  whose: { ids: string[] } | { broadcasterId: string },
  cause: StuckCause,
  milliseconds: number
): Promise<StuckRedemption[]> {
  const [condition, value] =
    'ids' in whose
      ? ['id = ANY ($1::text[])', whose.ids]
      : ['broadcaster_id = $1', whose.broadcasterId]
  return sql.run<StuckRedemption>(
    `UPDATE redemptions
     SET stuck_cause = $2, next_attempt_at = now() + make_interval(secs => $3 / 1000.0)
     WHERE ${condition} AND state IN ('fulfil_pending', 'refund_pending')
     RETURNING streamer_id AS "streamerId", campaign_id AS "campaignId"`,
    [value, cause, milliseconds]
  )
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

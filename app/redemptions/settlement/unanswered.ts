import type { Sql } from '#core/sql'
import { CLAIM_SECONDS } from '#redemptions/settlement/claim'

/**
 * Just before the call goes out: from here on it may have worked, whatever becomes of
 * us or of the answer. The claim holds for as long again.
 */
export async function markSent(sql: Sql, ids: string[]): Promise<void> {
  await sql.run(
    `UPDATE redemptions SET unanswered_since = now(),
       next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
     WHERE id = ANY ($1::text[]) AND state IN ('fulfil_pending', 'refund_pending')`,
    [ids]
  )
}

/**
 * Twitch has answered that nothing was done: no doubt is left. One that was taken
 * for unconfirmed meanwhile, since its reward is gone, was not refunded.
 */
export async function markRefused(sql: Sql, ids: string[]): Promise<void> {
  if (ids.length === 0) {
    return
  }
  await sql.run(
    `WITH doubtful AS MATERIALIZED (
       SELECT id, state, reason FROM redemptions
       WHERE id = ANY ($1::text[]) AND unanswered_since IS NOT NULL
       ORDER BY id FOR NO KEY UPDATE
     ), cleared AS (
       UPDATE redemptions r SET unanswered_since = NULL,
         reason = CASE WHEN doubtful.state = 'fulfilled' THEN 'reward_deleted' ELSE r.reason END
       FROM doubtful WHERE r.id = doubtful.id
     )
     INSERT INTO redemption_changes
       (redemption_id, from_state, from_reason, to_state, reason, changed_by)
     SELECT id, state, reason, state, 'reward_deleted', 'twitch' FROM doubtful
     WHERE state = 'fulfilled'`,
    [ids]
  )
}

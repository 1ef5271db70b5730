import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'

export type Outcome = 'fulfil' | 'refund'

const TARGETS = { fulfil: 'fulfil_pending', refund: 'refund_pending' } as const

/**
 * Of one instance's contributions, all or one streamer's, or of redemptions by
 * id; still open either way.
 */
type Whose = { instanceId: string; streamerId?: string } | { redemptionIds: string[] }

/**
 * Orders how open redemptions are to end. In the caller's transaction, so that
 * the order exists exactly when its cause does; the worker does the rest. An
 * order once given is never changed: only `received` and `counted` follow it.
 *
 * The caller has locked the instance before: redemptions come after instances.
 *
 * @param order.reason a code of `reasons.ts`
 * @returns how many redemptions were ordered
 */
export async function orderSettlement(
  sql: Sql,
  order: Whose & { outcome: Outcome; reason: string }
): Promise<number> {
  const whose =
    'instanceId' in order
      ? 'instance_id = $1::uuid AND ($4::uuid IS NULL OR streamer_id = $4)'
      : 'id = ANY ($1::text[]) AND $4::uuid IS NULL'

  const [row] = await sql.run<{ ordered: number }>(
    `WITH open AS MATERIALIZED (
       SELECT id, state FROM redemptions
       WHERE ${whose} AND state IN ('received', 'counted')
       ORDER BY id FOR NO KEY UPDATE
     ), ordered AS (
       UPDATE redemptions r
       SET state = $2, reason = $3, attempts = 0, next_attempt_at = now()
       FROM open WHERE r.id = open.id
       RETURNING r.id, open.state AS from_state
     ), history AS (
       INSERT INTO redemption_changes (redemption_id, from_state, to_state, reason)
       SELECT id, from_state, $2, $3 FROM ordered
     )
     SELECT count(*)::int AS ordered FROM ordered`,
    [
      'instanceId' in order ? order.instanceId : order.redemptionIds,
      TARGETS[order.outcome],
      order.reason,
      'instanceId' in order ? (order.streamerId ?? null) : null,
    ]
  )

  const ordered = row?.ordered ?? 0
  if (ordered > 0) {
    await notify(sql, 'settlements')
  }
  return ordered
}

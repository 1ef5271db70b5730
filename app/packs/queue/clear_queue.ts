import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { OVERLAY_IS_THERE } from '#packs/opening/counters'
import type { LockedQueue } from '#packs/queue/lock_queue'
import { refundWaiting } from '#packs/queue/refund_waiting'
import { holdRedemptions } from '#packs/queue/take_back'
import type { Reason } from '#redemptions/reasons'

/** For SQL, of `redemptions d` and `card_sets s`: its points are back, or its set is not opened any more. */
export const IS_UNOPENABLE = `(d.state IN ('refund_pending', 'refunded')
  OR (s.state IS DISTINCT FROM 'active' AND d.state IN ('received', 'counted')))`

/** Waiting packs that are not to be opened any more; a person's refund on Twitch is one. */
const UNOPENABLE = `
  SELECT o.id, CASE
      WHEN d.state IN ('refund_pending', 'refunded') THEN d.reason
      WHEN s.state IS DISTINCT FROM 'active' THEN 'pack_archived'
      ELSE 'pack_without_overlay'
    END AS reason
  FROM openings o
  LEFT JOIN redemptions d ON d.id = o.redemption_id
  LEFT JOIN card_sets s ON s.id = o.set_id
  WHERE o.streamer_id = $1 AND o.state = 'waiting'
    AND (${IS_UNOPENABLE} OR ($2 AND d.state IN ('received', 'counted')
      AND NOT ${OVERLAY_IS_THERE('o.streamer_id')}))`

/**
 * Gives back what cannot be opened any more. While the queue is paused, the overlay may be closed.
 *
 * @param queue locked by the caller
 * @returns how many it were
 */
export async function clearQueue(
  sql: Sql,
  after: AfterCommit,
  queue: LockedQueue
): Promise<number> {
  const found = await sql.run<{ id: string; reason: Reason }>(UNOPENABLE, [
    queue.streamerId,
    queue.needsOverlay && !queue.isPaused,
  ])
  if (found.length === 0) {
    return 0
  }
  await holdRedemptions(
    sql,
    queue.streamerId,
    found.map(({ id }) => id)
  )
  let cleared = 0
  for (const [reason, openings] of Map.groupBy(found, (opening) => opening.reason)) {
    const ids = openings.map(({ id }) => id)
    cleared += await refundWaiting(sql, after, queue, ids, reason)
  }
  return cleared
}

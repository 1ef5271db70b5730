import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { lockQueue } from '#packs/queue/lock_queue'
import { PackOpeningComplete } from '#packs/queue/pack_events'
import { queueChanged } from '#packs/queue/queue_changed'
import { orderSettlement } from '#redemptions/order_settlement'

interface Shown {
  id: string
  redemptionId: string
}

/** The copies of these packs are on pages from now. */
const SHOW_COPIES = `
  UPDATE collections c SET shown = c.shown + drawn.copies,
    first_shown_at = COALESCE(c.first_shown_at, now()), last_shown_at = now()
  FROM (
    SELECT o.viewer_id, k.card_id, k.variant_id, count(*)::int AS copies
    FROM openings o JOIN opening_cards k ON k.opening_id = o.id
    WHERE o.id = ANY ($2::uuid[]) GROUP BY 1, 2, 3) AS drawn
  WHERE c.streamer_id = $1 AND c.viewer_id = drawn.viewer_id AND c.card_id = drawn.card_id
    AND c.variant_id IS NOT DISTINCT FROM drawn.variant_id`

/**
 * What is on was shown, or is taken for shown: its cards appear, its points are
 * spent. Whoever comes second changes nothing.
 *
 * @returns false when it had ended, or was never on
 */
export async function endShowing(
  sql: Sql,
  after: AfterCommit,
  { streamerId, showingId }: { streamerId: string; showingId: string },
  by: 'overlay' | 'timeout' | 'skip'
): Promise<boolean> {
  await lockQueue(sql, streamerId)
  const ended = await sql.run(
    `UPDATE pack_showings SET ended_at = clock_timestamp(), ended_by = $3
     WHERE id = $1 AND streamer_id = $2 AND ended_at IS NULL RETURNING id`,
    [showingId, streamerId, by]
  )
  if (ended.length === 0) {
    return false
  }

  const shown = await sql.run<Shown>(
    `UPDATE openings SET state = 'shown', shown_at = clock_timestamp()
     WHERE showing_id = $1 AND state = 'showing'
     RETURNING id, redemption_id AS "redemptionId"`,
    [showingId]
  )
  if (shown.length > 0) {
    await sql.run(SHOW_COPIES, [streamerId, shown.map(({ id }) => id)])
    await orderSettlement(sql, {
      redemptionIds: shown.map(({ redemptionId }) => redemptionId),
      outcome: 'fulfil',
      reason: 'pack_shown',
    })
  }
  await queueChanged(sql, after, streamerId)
  after.afterCommit(() => PackOpeningComplete.dispatch(streamerId, showingId))
  return true
}

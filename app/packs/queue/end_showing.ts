import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { OF_DRAWN_COPIES } from '#packs/queue/drawn_copies'
import { type LockedQueue, lockQueue } from '#packs/queue/lock_queue'
import { PackOpeningComplete } from '#packs/queue/pack_events'
import { queueChanged } from '#packs/queue/queue_changed'
import { takeBack } from '#packs/queue/take_back'
import { orderSettlement } from '#redemptions/order_settlement'
import type { Reason } from '#redemptions/reasons'

interface Shown {
  id: string
  redemptionId: string
}

/**
 * Packs whose points somebody has given back on Twitch while they were on. Their rows in the ledger are held: who
 * comes later finds them shown.
 */
const GIVEN_BACK = `
  WITH held AS MATERIALIZED (
    SELECT o.id, d.state, d.reason FROM openings o JOIN redemptions d ON d.id = o.redemption_id
    WHERE o.showing_id = $1 AND o.state = 'showing' ORDER BY d.id FOR NO KEY UPDATE OF d
  )
  SELECT id, reason FROM held WHERE state IN ('refund_pending', 'refunded')`

/** The copies of these packs are on pages from now. */
const SHOW_COPIES = `
  UPDATE collections c SET shown = c.shown + drawn.copies,
    first_shown_at = COALESCE(c.first_shown_at, now()), last_shown_at = now()
  ${OF_DRAWN_COPIES}`

/**
 * What is on was shown, or is taken for shown: its cards appear, its points are
 * spent. Where the points are back already, the cards are taken back, too. Whoever comes
 * second changes nothing.
 *
 * @returns false when it had ended, or was never on
 */
export async function endShowing(
  sql: Sql,
  after: AfterCommit,
  { streamerId, showingId }: { streamerId: string; showingId: string },
  by: 'overlay' | 'timeout' | 'skip'
): Promise<boolean> {
  const queue = await lockQueue(sql, streamerId)
  if (!queue) {
    return false
  }
  const ended = await sql.run(
    `UPDATE pack_showings SET ended_at = clock_timestamp(), ended_by = $3
     WHERE id = $1 AND streamer_id = $2 AND ended_at IS NULL RETURNING id`,
    [showingId, streamerId, by]
  )
  if (ended.length === 0) {
    return false
  }

  await takeGivenBack(sql, queue, showingId)
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

async function takeGivenBack(sql: Sql, queue: LockedQueue, showingId: string): Promise<void> {
  const found = await sql.run<{ id: string; reason: Reason }>(GIVEN_BACK, [showingId])
  for (const [reason, openings] of Map.groupBy(found, (opening) => opening.reason)) {
    const ids = openings.map(({ id }) => id)
    await takeBack(sql, queue, ids, { from: 'showing', reason })
  }
}

import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { queueChanged } from '#packs/queue/queue_changed'
import type { LockedQueue } from '#packs/queue/lock_queue'
import { takeBack } from '#packs/queue/take_back'
import { orderSettlement } from '#redemptions/order_settlement'
import type { Reason } from '#redemptions/reasons'

/**
 * Gives the points of waiting packs back and takes their cards. Those that do
 * not wait any more stay as they are.
 *
 * @param queue locked by the caller
 * @returns how many it were
 */
export async function refundWaiting(
  sql: Sql,
  after: AfterCommit,
  queue: LockedQueue,
  openingIds: string[],
  reason: Reason
): Promise<number> {
  const taken = await takeBack(sql, queue, openingIds, { from: 'waiting', reason })
  if (taken.length === 0) {
    return 0
  }
  await orderSettlement(sql, {
    redemptionIds: taken.map(({ redemptionId }) => redemptionId),
    outcome: 'refund',
    reason,
  })
  await queueChanged(sql, after, queue.streamerId)
  return taken.length
}

import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { lockQueue } from '#packs/queue/lock_queue'
import { refundWaiting } from '#packs/queue/refund_waiting'
import type { Reason } from '#redemptions/reasons'
import type { SellableReward } from '#rewards/pause_policies'
import { RewardDrain } from '#rewards/reward_drains'

/** Gives back a reward's waiting packs; one that is on goes on to its end. */
export class DrainPacks extends RewardDrain {
  async drain(sql: Sql, after: AfterCommit, reward: SellableReward): Promise<void> {
    const { streamerId, subjectId } = reward
    await refundAllWaiting(sql, after, { streamerId, setId: subjectId }, 'reward_renewed')
  }
}

/** Of one set, or all of them. */
export async function refundAllWaiting(
  sql: Sql,
  after: AfterCommit,
  { streamerId, setId = null }: { streamerId: string; setId?: string | null },
  reason: Reason
): Promise<number> {
  const queue = await lockQueue(sql, streamerId)
  if (!queue) {
    return 0
  }
  const waiting = await sql.run<{ id: string }>(
    `SELECT id FROM openings
     WHERE streamer_id = $1 AND state = 'waiting' AND ($2::uuid IS NULL OR set_id = $2)`,
    [streamerId, setId]
  )
  const ids = waiting.map(({ id }) => id)
  return refundWaiting(sql, after, queue, ids, reason)
}

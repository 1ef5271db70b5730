import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { type ReturnReason, returnBoon } from '#packs/boons/return_boon'
import { lockQueue } from '#packs/queue/lock_queue'

/** Nobody waits longer for a game master's word. */
const DECISION_MINUTES = 10

const DUE = `
  SELECT id, streamer_id AS "streamerId", 'asked' AS "from", 'nobody_decided' AS reason FROM boons
  WHERE state = 'asked' AND (campaign_id IS NULL OR spent_at < now() - make_interval(mins => $1))
  UNION ALL
  SELECT b.id, b.streamer_id, 'used', 'refunded' FROM boons b
  JOIN redemptions d ON d.id = b.redemption_id
  WHERE b.state = 'used' AND d.state IN ('refund_pending', 'refunded')
  UNION ALL
  SELECT b.id, b.streamer_id, 'used', 'did_not_work' FROM boons b
  JOIN instances i ON i.id = b.instance_id
  WHERE b.state = 'used' AND i.status IN ('failed', 'expired', 'cancelled')
  LIMIT 100`

/** Gives cards back of which nothing came: nobody decided, the points went back, or it failed at the table. */
export class ReturnBoons {
  async execute(): Promise<boolean> {
    const due = await onLucid(db.connection()).run<{
      id: string
      streamerId: string
      from: 'asked' | 'used'
      reason: ReturnReason
    }>(DUE, [DECISION_MINUTES])
    for (const { id, streamerId, from, reason } of due) {
      await transact(async (sql, after) => {
        await lockQueue(sql, streamerId)
        await returnBoon(sql, after, id, { from, reason })
      })
    }
    return due.length > 0
  }
}

import type { Sql } from '#core/sql'
import { RefundsEnded } from '#redemptions/refunds_ended'

interface Ended {
  instance_id: string
  count: number
  failed: number
  reason: string
}

/** Tells of each of these instances whose last refund has just gone through. */
export async function announceRefunds(sql: Sql, instanceIds: string[]): Promise<void> {
  if (instanceIds.length === 0) {
    return
  }
  const ended = await sql.run<Ended>(
    `SELECT instance_id,
            count(*) FILTER (WHERE state = 'refunded')::int AS count,
            count(*) FILTER (WHERE state = 'refund_pending')::int AS failed,
            mode() WITHIN GROUP (ORDER BY reason) AS reason
     FROM redemptions
     WHERE instance_id = ANY ($1::uuid[]) AND state IN ('refunded', 'refund_pending')
     GROUP BY instance_id
     HAVING count(*) FILTER (WHERE state = 'refund_pending' AND stuck_cause IS NULL) = 0`,
    [instanceIds]
  )
  for (const { instance_id: instanceId, count, failed, reason } of ended) {
    await RefundsEnded.dispatch(instanceId, count, failed, reason)
  }
}

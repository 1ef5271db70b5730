import type { Sql } from '#core/sql'
import type { RefundsEnded } from '#redemptions/refunds_ended'
import { InstanceChanged } from '#gamification/instance_changed'
import { instanceRows, toPublicInstance } from '#gamification/public_instance'

/** Tells on stream that the points of an instance have gone back. */
export async function announceRefunds(sql: Sql, refunds: RefundsEnded): Promise<void> {
  const [row] = await instanceRows(sql, [refunds.instanceId])
  if (row === undefined) {
    return
  }
  const { count, failed, reason } = refunds
  await InstanceChanged.dispatch(row.campaign_id, row.streamer_id, toPublicInstance(row), {
    event: 'gamification:contributions_refunded',
    count,
    failed,
    reason,
  })
}

import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'

/**
 * What a signal may consume, oldest armed first: instances of the streamer it belongs
 * to, or of every streamer, and group instances, which take any of the campaign.
 * Not locked: consuming is a conditional update.
 */
export function armedInstances(
  sql: Sql,
  of: { campaignId: string; streamerId: string | null | 'everybody' }
): Promise<InstanceRow[]> {
  const isForAll = of.streamerId === 'everybody'

  return sql.run<InstanceRow>(
    `SELECT * FROM instances
     WHERE campaign_id = $1 AND status = 'armed'
       AND ($3 OR streamer_id IS NULL OR streamer_id = $2::uuid)
       AND (expires_at IS NULL OR expires_at > now())
     ORDER BY armed_at, id`,
    [of.campaignId, isForAll ? null : of.streamerId, isForAll]
  )
}

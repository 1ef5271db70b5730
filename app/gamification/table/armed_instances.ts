import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'

/**
 * What a roll may consume, oldest armed first: instances of the streamer whose
 * character rolled, and group instances, which take any roll of the campaign.
 * Not locked: consuming is a conditional update.
 */
export function armedInstances(
  sql: Sql,
  roll: { campaignId: string; streamerId: string | null }
): Promise<InstanceRow[]> {
  return sql.run<InstanceRow>(
    `SELECT * FROM instances
     WHERE campaign_id = $1 AND status = 'armed'
       AND (streamer_id IS NULL OR streamer_id = $2::uuid)
       AND (expires_at IS NULL OR expires_at > now())
     ORDER BY armed_at, id`,
    [roll.campaignId, roll.streamerId]
  )
}

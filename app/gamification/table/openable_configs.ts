import type { Sql } from '#core/sql'
import { type EffectiveConfig, effectiveConfigs } from '#gamification/effective_config'

/**
 * Events that a roll of this streamer may start (mode `open`): on sale by the
 * streamer, not cooling down, in the GM's order.
 */
export async function openableConfigs(
  sql: Sql,
  roll: { campaignId: string; streamerId: string | null }
): Promise<EffectiveConfig[]> {
  const { campaignId, streamerId } = roll

  if (streamerId === null) {
    return []
  }

  const events = await sql.run<{ id: string }>(
    `SELECT e.id FROM gamification_events e
     WHERE e.campaign_id = $1 AND e.mode = 'open' AND e.kind = 'individual'
       AND e.archived_at IS NULL
       AND NOT EXISTS (SELECT FROM cooldowns k
                       WHERE k.event_id = e.id AND k.streamer_id = $2 AND k.ready_at > now())
     ORDER BY e.position, e.id`,
    [campaignId, streamerId]
  )

  if (events.length === 0) {
    return []
  }

  const configs = await effectiveConfigs(
    sql,
    events.map(({ id }) => ({ eventId: id, streamerId }))
  )
  const byEvent = new Map(configs.map((config) => [config.eventId, config]))

  return events
    .map(({ id }) => byEvent.get(id))
    .filter((config) => config !== undefined)
    .filter(({ isEnabled, isOffered, isLiveCampaign }) => isEnabled && isOffered && isLiveCampaign)
}

import { stateIsKnown } from '#channels/record_stream_state'
import type { Sql } from '#core/sql'
import { type EffectiveConfig, effectiveConfigs } from '#gamification/effective_config'

/**
 * Events that a roll may start (mode `open`): those of the streamer whose roll it
 * is, on sale there, and those of the whole group. Not cooling down, nor while nobody
 * could fill it because the stream is off; in the GM's order.
 */
export async function openableConfigs(
  sql: Sql,
  roll: { campaignId: string; streamerId: string | null }
): Promise<EffectiveConfig[]> {
  const { campaignId, streamerId } = roll
  const wanted = await sql.run<{ eventId: string; streamerId: string | null }>(
    `SELECT e.id AS "eventId", k.streamer_id AS "streamerId"
     FROM gamification_events e
     CROSS JOIN LATERAL (
       SELECT CASE e.kind WHEN 'individual' THEN $2::uuid END AS streamer_id) AS k
     WHERE e.campaign_id = $1 AND e.mode = 'open' AND e.archived_at IS NULL
       AND (e.kind = 'group' OR $2::uuid IS NOT NULL)
       AND NOT EXISTS (SELECT FROM cooldowns d
                       WHERE d.event_id = e.id AND d.ready_at > now()
                         AND d.streamer_id IS NOT DISTINCT FROM k.streamer_id)
       AND NOT EXISTS (SELECT FROM channel_states h
                       WHERE h.streamer_id = k.streamer_id AND NOT h.is_live
                         AND ${stateIsKnown('h')})
     ORDER BY e.position, e.id`,
    [campaignId, streamerId]
  )

  if (wanted.length === 0) {
    return []
  }
  const configs = await effectiveConfigs(sql, wanted)
  return configs.filter(
    ({ kind, isEnabled, isOffered, isLiveCampaign }) =>
      isEnabled && (kind === 'group' || (isOffered && isLiveCampaign))
  )
}

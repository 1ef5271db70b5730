import type { Sql } from '#core/sql'
import type { InstanceRules } from '#gamification/instance_rules'

const OVERRIDABLE = [
  ['cost', 'cost'],
  ['coefficient', 'coefficient'],
  ['minimum', 'minimum'],
  ['durationSeconds', 'duration_seconds'],
  ['cooldownSeconds', 'cooldown_seconds'],
  ['viewerCap', 'viewer_cap'],
  ['viewerStreamCap', 'viewer_stream_cap'],
]
const FIXED = [
  ['eventName', 'name'],
  ['armedSeconds', 'armed_seconds'],
  ['overshoot', 'overshoot'],
  ['triggerId', 'trigger_id'],
  ['triggerSettings', 'trigger_settings'],
  ['actionId', 'action_id'],
  ['actionSettings', 'action_settings'],
  ['approvalRequired', 'approval_required'],
]

/**
 * SQL expression of the effective `InstanceRules` as jsonb. The query around it
 * names `gamification_events e`, `campaign_configs c` and `streamer_configs s`,
 * the last two by LEFT JOIN.
 */
export const EFFECTIVE_RULES = `jsonb_build_object(${[
  ...OVERRIDABLE.map(
    ([key, column]) => `'${key}', COALESCE(s.${column}, c.${column}, e.${column})`
  ),
  ...FIXED.map(([key, column]) => `'${key}', e.${column}`),
].join(', ')})`

export interface EffectiveConfig {
  eventId: string
  /** Null: asked for the campaign as a whole, as a group instance is. */
  streamerId: string | null
  campaignId: string
  kind: 'individual' | 'group'
  mode: 'consume' | 'open' | 'immediate'
  /** The GM's switch is on, and neither the event nor the campaign is archived. */
  isEnabled: boolean
  /** The streamer's switch is on; false when asked without a streamer. */
  isOffered: boolean
  /** This is the streamer's live campaign, the one whose rewards are on sale. */
  isLiveCampaign: boolean
  isOnBreak: boolean
  isPanicking: boolean
  fallbackViewers: number
  rules: InstanceRules
}

/**
 * What holds for events, each for one streamer or for the campaign as a whole.
 * One statement, whatever the number, in the order asked for; unknown events are
 * left out.
 */
export function effectiveConfigs(
  sql: Sql,
  wanted: { eventId: string; streamerId: string | null }[]
): Promise<EffectiveConfig[]> {
  return sql.run<EffectiveConfig>(
    `SELECT e.id AS "eventId", w."streamerId", e.campaign_id AS "campaignId", e.kind, e.mode,
            COALESCE(c.is_enabled, false) AND e.archived_at IS NULL AND g.archived_at IS NULL
              AS "isEnabled",
            COALESCE(s.is_enabled, false) AS "isOffered",
            EXISTS (SELECT FROM campaign_members m
                    WHERE m.campaign_id = e.campaign_id AND m.user_id = w."streamerId"
                      AND m.role = 'streamer' AND m.is_live) AS "isLiveCampaign",
            g.break_since IS NOT NULL AS "isOnBreak",
            g.panic_since IS NOT NULL AS "isPanicking",
            g.fallback_viewers AS "fallbackViewers",
            ${EFFECTIVE_RULES} AS rules
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("eventId" uuid, "streamerId" uuid))
       WITH ORDINALITY AS w("eventId", "streamerId", place)
     JOIN gamification_events e ON e.id = w."eventId"
     JOIN campaigns g ON g.id = e.campaign_id
     LEFT JOIN campaign_configs c ON c.event_id = e.id
     LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = w."streamerId"
     ORDER BY w.place`,
    [JSON.stringify(wanted)]
  )
}

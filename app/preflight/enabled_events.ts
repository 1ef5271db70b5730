import type { Sql } from '#core/sql'

export interface EnabledEvent {
  id: string
  name: string
  mode: 'consume' | 'open' | 'immediate'
  triggerId: string
  triggerSettings: Record<string, unknown>
  actionId: string
  actionSettings: Record<string, unknown>
}

/** The events of a campaign that may happen on a stream, in the GM's order. */
export function enabledEvents(sql: Sql, campaignId: string): Promise<EnabledEvent[]> {
  return sql.run<EnabledEvent>(
    `SELECT e.id, e.name, e.mode, e.trigger_id AS "triggerId",
            e.trigger_settings AS "triggerSettings", e.action_id AS "actionId",
            e.action_settings AS "actionSettings"
     FROM gamification_events e JOIN campaign_configs c ON c.event_id = e.id AND c.is_enabled
     WHERE e.campaign_id = $1 AND e.archived_at IS NULL
     ORDER BY e.position, e.created_at, e.id`,
    [campaignId]
  )
}

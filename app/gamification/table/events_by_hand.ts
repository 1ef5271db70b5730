import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ManualTriggers } from '#foundry/ports'
import type { ManualTrigger } from '#foundry/protocol'
import { TriggerRegistry } from '#gamification/handlers/registries'

/** The events of a campaign that a GM sets off with a button, as Foundry shows them. */
@inject()
export class EventsByHand extends ManualTriggers {
  constructor(private triggers: TriggerRegistry) {
    super()
  }

  async of(sql: Sql, campaignId: string): Promise<ManualTrigger[]> {
    const byHand = this.triggers
      .all()
      .filter(({ listensTo }) => listensTo === 'manual.fired')
      .map(({ id }) => id)

    return sql.run<ManualTrigger>(
      `SELECT e.id AS "eventId", e.name FROM gamification_events e
       JOIN campaign_configs c ON c.event_id = e.id
       WHERE e.campaign_id = $1 AND e.archived_at IS NULL AND c.is_enabled
         AND e.mode = 'consume' AND e.trigger_id = ANY ($2::text[])
       ORDER BY e.position, e.name, e.id LIMIT 20`,
      [campaignId, byHand]
    )
  }
}

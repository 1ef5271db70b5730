import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { hasLeaseHolder } from '#foundry/lease/has_lease_holder'
import { ActionRegistry } from '#gamification/handlers/registries'
import type { InstanceRow } from '#gamification/instance_row'

/** Whether an action needs the table and the table is away: then it is not set off, and stays armed. */
@inject()
export class WaitsForTable {
  constructor(private actions: ActionRegistry) {}

  async execute(sql: Sql, { rules, campaign_id: campaignId }: InstanceRow): Promise<boolean> {
    const { actionId } = rules
    const needsTable =
      this.actions.has(actionId) && this.actions.get(actionId).requires.includes('vtt_connection')

    return needsTable && !(await hasLeaseHolder(sql, campaignId))
  }
}

import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import type { Reason } from '#redemptions/reasons'

/**
 * Calls off everything of a campaign that is not executed yet, whosever it is,
 * and refunds it. What is being executed ends by itself.
 */
@inject()
export class CallOffCampaign {
  constructor(private instances: InstanceManager) {}

  /** @returns how many instances were open */
  async execute(sql: Sql, after: AfterCommit, campaignId: string, reason: Reason): Promise<number> {
    // In id order, as everybody locks several instances.
    const open = await sql.run<{ id: string }>(
      `SELECT id FROM instances
       WHERE campaign_id = $1 AND status IN ('active', 'armed', 'awaiting_approval')
       ORDER BY id`,
      [campaignId]
    )
    for (const { id } of open) {
      await this.instances.cancel(sql, after, id, reason)
    }
    return open.length
  }
}

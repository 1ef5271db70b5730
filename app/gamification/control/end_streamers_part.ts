import { inject } from '@adonisjs/core'
import type { Departure } from '#campaigns/departures'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { RewardManager } from '#rewards/reward_manager'

/**
 * A streamer's part in a campaign ends: what viewers have put into open
 * instances goes back to them, and the rewards go once all is settled. An
 * instance that is being executed ends by itself.
 */
@inject()
export class EndStreamersPart {
  constructor(
    private instances: InstanceManager,
    private rewards: RewardManager
  ) {}

  async execute(sql: Sql, after: AfterCommit, departure: Departure): Promise<void> {
    const open = await sql.run<{ id: string }>(
      `SELECT id FROM instances
       WHERE campaign_id = $1 AND streamer_id = $2
         AND status IN ('active', 'armed', 'awaiting_approval')
       ORDER BY id`,
      [departure.campaignId, departure.streamerId]
    )

    for (const { id } of open) {
      await this.instances.cancel(sql, after, id, 'streamer_left')
    }
    await this.rewards.retire(departure, sql)
  }
}

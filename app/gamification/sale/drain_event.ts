import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import type { SellableReward } from '#rewards/pause_policies'
import { RewardDrain } from '#rewards/reward_drains'

/**
 * Calls off the streamer's own goal of an event. One that is being executed, or
 * shared with other streamers, goes on to its end; the reward waits for it.
 */
@inject()
export class DrainEvent extends RewardDrain {
  constructor(private instances: InstanceManager) {
    super()
  }

  async drain(sql: Sql, after: AfterCommit, reward: SellableReward): Promise<void> {
    const open = await sql.run<{ id: string }>(
      `SELECT id FROM instances
       WHERE event_id = $1 AND streamer_id = $2
         AND status IN ('active', 'armed', 'awaiting_approval')
       ORDER BY id`,
      [reward.subjectId, reward.streamerId]
    )
    for (const { id } of open) {
      await this.instances.cancel(sql, after, id, 'reward_renewed')
    }
  }
}

import { inject } from '@adonisjs/core'
import type { Departure } from '#campaigns/departures'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { WithdrawStreamer } from '#gamification/lifecycle/withdraw_streamer'
import { RewardManager } from '#rewards/reward_manager'

/**
 * A streamer's part in a campaign ends: what viewers have put into open
 * instances goes back to them, also into those of the group, which go on without
 * this streamer; and the rewards go once all is settled. An instance that is being
 * executed ends by itself.
 */
@inject()
export class EndStreamersPart {
  constructor(
    private instances: InstanceManager,
    private withdraw: WithdrawStreamer,
    private rewards: RewardManager
  ) {}

  async execute(sql: Sql, after: AfterCommit, departure: Departure): Promise<void> {
    const { campaignId, streamerId } = departure
    const open = await sql.run<{ id: string; kind: 'individual' | 'group' }>(
      `SELECT id, kind FROM instances
       WHERE campaign_id = $1 AND (streamer_id = $2 OR kind = 'group')
         AND status IN ('active', 'armed', 'awaiting_approval')
       ORDER BY id FOR NO KEY UPDATE`,
      [campaignId, streamerId]
    )

    for (const { id, kind } of open) {
      await (kind === 'group'
        ? this.withdraw.execute(sql, after, id, streamerId)
        : this.instances.cancel(sql, after, id, 'streamer_left'))
    }
    await this.rewards.retire(departure, sql)
  }
}

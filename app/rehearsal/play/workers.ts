import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { transact } from '#core/transact'
import { Sweep } from '#foundry/sweep'
import { ExecutePending } from '#gamification/lifecycle/execute_pending'
import { ExecuteSteps } from '#gamification/lifecycle/execute_steps'
import { ExpireDue } from '#gamification/lifecycle/expire_due'
import { SyncRewards } from '#gamification/sale/sync_rewards'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { ApplyPauses } from '#rewards/apply_pauses'

/** What the app's workers do, in turns: the same work, without their timers. */
@inject()
export class Workers {
  constructor(
    private executePending: ExecutePending,
    private executeSteps: ExecuteSteps,
    private expireDue: ExpireDue,
    private sweep: Sweep,
    private settle: SettleRedemptions,
    private syncRewards: SyncRewards,
    private pauses: ApplyPauses
  ) {}

  async turn(): Promise<void> {
    const sql = onLucid(db.connection())
    await this.executePending.execute()
    await this.executeSteps.execute()
    await this.expireDue.execute()
    await this.sweep.execute()
    await transact((within) => this.syncRewards.execute(within))
    await this.pauses.execute(sql)
    await putOnSale(sql)
    await this.settle.execute()
    await this.settle.idle()
  }
}

/** What the reward controller would tell Twitch is so at once. */
async function putOnSale(sql: Sql): Promise<void> {
  await sql.run(
    `UPDATE rewards SET state = 'present', twitch_reward_id = COALESCE(twitch_reward_id, id::text),
       synced_at = clock_timestamp()
     WHERE retired_at IS NULL AND is_enabled AND state = 'wanted'`
  )
}

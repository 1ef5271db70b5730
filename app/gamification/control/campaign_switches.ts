import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { announceConfig } from '#foundry/announce_config'
import { CallOffCampaign } from '#gamification/control/call_off_campaign'

/** Columns of `campaigns`. */
type Switch = 'break_since' | 'panic_since'

/**
 * The GM's break, which keeps what is open and sells nothing new, and panic,
 * which also calls off everything not yet executed and refunds it.
 */
@inject()
export class CampaignSwitches {
  constructor(private callOff: CallOffCampaign) {}

  async takeBreak(sql: Sql, campaignId: string): Promise<void> {
    await this.#set(sql, campaignId, 'break_since')
  }

  /** Ends a break and a panic. */
  async resume(sql: Sql, campaignId: string): Promise<void> {
    await sql.run(
      `UPDATE campaigns SET break_since = NULL, panic_since = NULL, updated_at = now()
       WHERE id = $1`,
      [campaignId]
    )
    await notify(sql, 'rewards')
    await announceConfig(sql, campaignId)
  }

  async panic(sql: Sql, after: AfterCommit, campaignId: string): Promise<number> {
    await this.#set(sql, campaignId, 'panic_since')
    return this.callOff.execute(sql, after, campaignId, 'panic')
  }

  async #set(sql: Sql, campaignId: string, column: Switch): Promise<void> {
    await sql.run(
      `UPDATE campaigns SET ${column} = COALESCE(${column}, now()), updated_at = now()
       WHERE id = $1`,
      [campaignId]
    )
    await notify(sql, 'rewards')
    await announceConfig(sql, campaignId)
  }
}

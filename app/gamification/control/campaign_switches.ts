import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { announceConfig } from '#foundry/announce_config'
import { releaseCommands } from '#foundry/commands/held_by_break'
import { CallOffCampaign } from '#gamification/control/call_off_campaign'
import { StopExecutions } from '#gamification/control/stop_executions'
import { releaseExecutions } from '#gamification/lifecycle/held_executions'
import { cancelPollsOf } from '#polls/control/stop_poll'

/** Columns of `campaigns`. */
type Switch = 'break_since' | 'panic_since'

/**
 * The GM's break, which keeps what is open and sells nothing new, and panic,
 * which also calls off everything that has not reached the table and refunds it, and
 * cancels what is asked in a poll.
 */
@inject()
export class CampaignSwitches {
  constructor(
    private callOff: CallOffCampaign,
    private stop: StopExecutions
  ) {}

  async takeBreak(sql: Sql, campaignId: string): Promise<void> {
    await this.#set(sql, campaignId, 'break_since')
  }

  /** Ends a break and a panic. What the break has held back has its time again. */
  async resume(sql: Sql, campaignId: string): Promise<void> {
    // Of two who resume at once, the second finds the break ended.
    await sql.run('SELECT 1 FROM campaigns WHERE id = $1 FOR NO KEY UPDATE', [campaignId])
    await releaseCommands(sql, campaignId)
    await releaseExecutions(sql, campaignId)
    await sql.run(
      `UPDATE campaigns SET break_since = NULL, panic_since = NULL, updated_at = now()
       WHERE id = $1`,
      [campaignId]
    )
    await notify(sql, 'rewards')
    await announceConfig(sql, campaignId)
  }

  /** @returns how many instances it has ended */
  async panic(sql: Sql, after: AfterCommit, campaignId: string): Promise<number> {
    await this.#set(sql, campaignId, 'panic_since')
    // Polls before instances, as whoever tells triggers of a poll locks them.
    await cancelPollsOf(sql, after, campaignId)
    const calledOff = await this.callOff.execute(sql, after, campaignId, 'panic')
    return calledOff + (await this.stop.execute(sql, after, campaignId))
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

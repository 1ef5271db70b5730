import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { FinishCommand } from '#foundry/commands/finish_command'
import { WAITING_STATUSES } from '#foundry/commands/recorded_command'

/**
 * A GM decides about a command that nobody can vouch for. `apply`: it counts as
 * done, in effect already or carried out by hand; the points are spent.
 * `ignore`: it does not count, the points go back.
 */
@inject()
export class DecideCommand {
  constructor(private finishCommand: FinishCommand) {}

  /** @returns false when there is nothing to decide (any more) */
  async within(
    sql: Sql,
    campaignId: string,
    commandId: string,
    decision: 'apply' | 'ignore',
    by: string,
    deferred: AfterCommit
  ): Promise<boolean> {
    const waiting = await sql.run(
      `SELECT 1 FROM foundry_commands
       WHERE id = $1 AND campaign_id = $2 AND status = ANY($3) FOR UPDATE`,
      [commandId, campaignId, [...WAITING_STATUSES]]
    )
    if (waiting.length === 0) {
      return false
    }

    const result =
      decision === 'apply'
        ? { status: 'done' as const, code: 'gm_applied', message: `${by} applied it.` }
        : { status: 'skipped' as const, code: 'gm_ignored', message: `${by} left it out.` }
    return this.finishCommand.within(sql, commandId, result, deferred, WAITING_STATUSES)
  }
}

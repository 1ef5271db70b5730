import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { CommandStatus, RecordedCommand } from '#foundry/commands/recorded_command'
import { CommandListener, type CommandResult } from '#foundry/ports'
import { ConcludeExecution } from '#gamification/lifecycle/conclude_execution'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { RunSteps } from '#gamification/lifecycle/run_steps'
import { stepsOf } from '#gamification/lifecycle/step_rows'

const WAITING: CommandStatus[] = ['queued', 'delivered']
const UNCLEAR: CommandStatus[] = ['uncertain', 'needs-gm']

/**
 * Ends an execution when the table has answered every command of it, or goes on with
 * the next part. One that took effect, if only in part, is a success; what nobody
 * knows waits for a GM; everything else refunds.
 */
@inject()
export class ApplyCommandResult extends CommandListener {
  constructor(
    private conclude: ConcludeExecution,
    private steps: RunSteps,
    private tracker: ExecutionTracker
  ) {
    super()
  }

  async onResult(sql: Sql, command: RecordedCommand, result: CommandResult, after: AfterCommit) {
    if (command.instanceId === null || command.isDryRun || command.undoOf !== null) {
      return
    }

    const instance = await lockInstance(sql, command.instanceId)
    if (instance?.status !== 'executing') {
      return
    }

    const others = await this.#othersOf(sql, instance.id, command.id)
    if (others.some((status) => WAITING.includes(status))) {
      return
    }
    if ([...others, result.status].some((status) => UNCLEAR.includes(status))) {
      return this.tracker.unclear(sql, instance.id, { ...result })
    }

    const parts = await stepsOf(sql, instance.id)
    await (parts.length > 0
      ? this.steps.answered(sql, after, instance, result)
      : this.conclude.execute(sql, after, instance))
  }

  async #othersOf(sql: Sql, instanceId: string, commandId: string): Promise<CommandStatus[]> {
    const rows = await sql.run<{ status: CommandStatus }>(
      `SELECT status FROM foundry_commands
       WHERE instance_id = $1 AND id <> $2 AND undo_of IS NULL AND NOT is_dry_run`,
      [instanceId, commandId]
    )
    return rows.map(({ status }) => status)
  }
}

import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { CommandStatus, RecordedCommand } from '#foundry/commands/recorded_command'
import { CommandListener, type CommandResult } from '#foundry/ports'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { whyNotDone } from '#gamification/lifecycle/why_not_done'
import type { AnnouncedRow } from '#gamification/public_instance'
import type { Reason } from '#redemptions/reasons'

const WAITING: CommandStatus[] = ['queued', 'delivered']
const UNCLEAR: CommandStatus[] = ['uncertain', 'needs-gm']

/** The code of an order that was taken back because everything was stopped. */
export const STOPPED = 'stopped'

/**
 * Ends an execution when the table has answered every command of it. One that
 * took effect, if only in part, is a success; what nobody knows waits for a GM;
 * everything else refunds.
 */
@inject()
export class ApplyCommandResult extends CommandListener {
  constructor(
    private instances: InstanceManager,
    private tracker: ExecutionTracker,
    private executor: ActionExecutor
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
    const all = [...others, result.status]

    if (others.some((status) => WAITING.includes(status))) {
      return
    }

    if (all.some((status) => UNCLEAR.includes(status))) {
      return this.tracker.unclear(sql, instance.id, { ...result })
    }

    await (all.includes('done')
      ? this.#succeed(sql, after, instance, result)
      : this.#fail(sql, after, instance, result))
  }

  async #succeed(sql: Sql, after: AfterCommit, instance: AnnouncedRow, result: CommandResult) {
    const report = await this.executor.report(instance, result)
    await this.tracker.finish(sql, instance.id, 'done', { ...result, ...report })
    await this.instances.complete(sql, after, instance.id, report)
  }

  async #fail(sql: Sql, after: AfterCommit, instance: AnnouncedRow, result: CommandResult) {
    const reason = await reasonOf(sql, instance, result)
    const message =
      result.message ?? SENTENCES[result.status] ?? 'It could not be done at the table.'

    await this.tracker.finish(sql, instance.id, 'failed', { ...result })
    await this.instances.fail(sql, after, instance.id, reason, message)
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

async function reasonOf(sql: Sql, instance: AnnouncedRow, result: CommandResult): Promise<Reason> {
  if (result.code === STOPPED) return 'panic'
  if (result.status === 'expired') return whyNotDone(sql, instance.campaign_id)
  return result.status === 'unsupported' ? 'action_unsupported' : 'action_failed'
}

const SENTENCES: Partial<Record<CommandStatus, string>> = {
  expired: 'The table did not answer in time.',
  unsupported: 'The table cannot do that.',
  skipped: 'It was skipped at the table.',
}

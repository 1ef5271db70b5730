import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { CommandStatus } from '#foundry/commands/recorded_command'
import type { CommandResult } from '#foundry/ports'
import type { ActionReport } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import { say } from '#gamification/handlers/say'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { ReportAction } from '#gamification/lifecycle/report_action'
import { leaveOut, type StepRow, stepsOf } from '#gamification/lifecycle/step_rows'
import { whyNotDone } from '#gamification/lifecycle/why_not_done'
import type { AnnouncedRow } from '#gamification/public_instance'
import type { Reason } from '#redemptions/reasons'

/** The code of an order that was taken back because everything was stopped. */
export const STOPPED = 'stopped'

type Answer = { status: CommandStatus; result: CommandResult | null }

/**
 * Ends an execution, once nothing of it is on its way any more. What took effect, if
 * only in part, is a success, and says which part; everything else refunds.
 */
@inject()
export class ConcludeExecution {
  constructor(
    private actions: ActionRegistry,
    private instances: InstanceManager,
    private tracker: ExecutionTracker,
    private reports: ReportAction
  ) {}

  /** All of its commands have been answered, and none of the answers is unclear. */
  async execute(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<void> {
    const [last, ...others] = await answersOf(sql, instance.id)
    const steps = await stepsOf(sql, instance.id)
    const isDone =
      steps.length > 0
        ? steps.some(({ status }) => status === 'done')
        : [last, ...others].some((answer) => answer?.status === 'done')
    const result = last?.result ?? { status: 'done' }

    await (isDone
      ? this.succeed(sql, after, instance, result, steps)
      : this.#fail(sql, after, instance, last, steps))
  }

  /** Its time is over, or it was stopped: what has happened by now counts. */
  async giveUp(
    sql: Sql,
    after: AfterCommit,
    instance: AnnouncedRow,
    reason: Reason,
    message: string
  ): Promise<AnnouncedRow | null> {
    await leaveOut(sql, instance.id, message, true)
    const steps = await stepsOf(sql, instance.id)
    if (steps.some(({ status }) => status === 'done')) {
      return this.succeed(sql, after, instance, { status: 'done' }, steps)
    }
    await this.tracker.finish(sql, instance.id, 'failed', { message, ...this.#told(steps) })
    return this.instances.fail(sql, after, instance.id, reason, message)
  }

  async succeed(
    sql: Sql,
    after: AfterCommit,
    instance: AnnouncedRow,
    result: CommandResult,
    steps: StepRow[] = []
  ): Promise<AnnouncedRow | null> {
    const report = steps.length > 0 ? this.#summary(steps) : await this.#report(instance, result)
    await this.tracker.finish(sql, instance.id, 'done', {
      ...result,
      ...report,
      ...this.#told(steps),
    })
    return this.instances.complete(sql, after, instance.id, report)
  }

  async #fail(
    sql: Sql,
    after: AfterCommit,
    instance: AnnouncedRow,
    last: Answer | undefined,
    steps: StepRow[]
  ) {
    const failed = steps.findLast(({ message }) => message !== null)
    const message =
      last?.result?.message ??
      failed?.message ??
      SENTENCES[last?.status ?? 'failed'] ??
      'It could not be done at the table.'

    const told = { ...last?.result, message, ...this.#told(steps) }
    await this.tracker.finish(sql, instance.id, 'failed', told)
    const refused = last ? null : (failed?.reason ?? null)
    const reason = refused ?? (await reasonOf(sql, instance, last))
    await this.instances.fail(sql, after, instance.id, reason, message)
  }

  #report({ rules, trigger_facts: facts }: AnnouncedRow, result: CommandResult) {
    return this.reports.execute(
      { actionId: rules.actionId, settings: rules.actionSettings, facts },
      result
    )
  }

  /** "2 of 3 parts happened. … Left out: Drop treasure (There is not enough room.)" */
  #summary(steps: StepRow[]): ActionReport {
    const done = steps.filter(({ status }) => status === 'done')
    const missed = steps.filter(({ status }) => status !== 'done')
    const happened = done.map(({ message }) => message ?? '').join(' ')
    if (missed.length === 0) {
      return say(happened)
    }
    const named = missed.map(
      ({ action_id: id, message }) => `${this.#labelOf(id)}${message ? ` (${message})` : ''}`
    )
    return say(
      `${done.length} of ${steps.length} parts happened. ${happened} Left out: ${named.join(', ')}.`
    )
  }

  /** As the execution keeps it, for the GM. */
  #told(steps: StepRow[]) {
    const told = steps.map(({ action_id: id, status, message }) => ({
      action: this.#labelOf(id),
      status,
      message,
    }))
    return told.length > 0 ? { steps: told } : {}
  }

  #labelOf(id: string) {
    return this.actions.has(id) ? this.actions.get(id).label : id
  }
}

/** The newest first. */
function answersOf(sql: Sql, instanceId: string): Promise<Answer[]> {
  return sql.run<Answer>(
    `SELECT status, result FROM foundry_commands
     WHERE instance_id = $1 AND undo_of IS NULL AND NOT is_dry_run
     ORDER BY finished_at DESC NULLS LAST, seq DESC`,
    [instanceId]
  )
}

async function reasonOf(sql: Sql, instance: AnnouncedRow, last?: Answer): Promise<Reason> {
  if (last?.result?.code === STOPPED) return 'panic'
  if (last?.status === 'expired') return whyNotDone(sql, instance.campaign_id)
  return last?.status === 'unsupported' ? 'action_unsupported' : 'action_failed'
}

const SENTENCES: Partial<Record<CommandStatus, string>> = {
  expired: 'The table did not answer in time.',
  unsupported: 'The table cannot do that.',
  skipped: 'It was skipped at the table.',
}

import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { CommandStatus } from '#foundry/commands/recorded_command'
import type { CommandResult } from '#foundry/ports'
import type { Step } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import { ActionContexts } from '#gamification/lifecycle/action_context'
import { ConcludeExecution, STOPPED } from '#gamification/lifecycle/conclude_execution'
import { ReportAction } from '#gamification/lifecycle/report_action'
import {
  insertSteps,
  isDue,
  leaveOut,
  stepEnded,
  stepOrdered,
  type StepRow,
  stepsOf,
} from '#gamification/lifecycle/step_rows'
import { whyFailed } from '#gamification/lifecycle/why_failed'
import { SafetyRefusal, TableSafety } from '#gamification/safety/table_safety'
import type { AnnouncedRow } from '#gamification/public_instance'

/**
 * Runs the parts of a sequence, one after the other: the next is ordered when the table
 * has answered the one before and the pause is over. One that fails is left behind, and
 * the rest goes on: viewers have paid for all of it. The caller has locked the instance.
 */
@inject()
export class RunSteps {
  constructor(
    private actions: ActionRegistry,
    private contexts: ActionContexts,
    private conclude: ConcludeExecution,
    private reports: ReportAction,
    private safety: TableSafety
  ) {}

  async begin(sql: Sql, after: AfterCommit, instance: AnnouncedRow, steps: Step[]): Promise<void> {
    await insertSteps(sql, instance.id, steps)
    await this.goOn(sql, after, instance)
  }

  /** The commands of the part that ran have all been answered, this one last. */
  async answered(sql: Sql, after: AfterCommit, instance: AnnouncedRow, result: CommandResult) {
    const steps = await stepsOf(sql, instance.id)
    const step = steps.find(({ status }) => status === 'ordered')
    if (step) {
      await this.#end(sql, instance, step, result)
    }
    // A table that is not there, or a GM who stopped everything, takes no more.
    if (result.code === STOPPED || result.status === 'expired') {
      await leaveOut(sql, instance.id, result.message ?? 'The table was away.')
    }
    await this.goOn(sql, after, instance)
  }

  /** Does whatever may be done now. */
  async goOn(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<void> {
    const steps = await stepsOf(sql, instance.id)
    if (steps.some(({ status }) => status === 'ordered')) {
      return
    }

    for (const step of steps.filter(({ status }) => status === 'waiting')) {
      if (!(await isDue(sql, step)) || (await this.#order(sql, instance, step))) {
        return
      }
    }
    await this.conclude.execute(sql, after, instance)
  }

  /** @returns whether the table has to answer before it goes on */
  async #order(sql: Sql, instance: AnnouncedRow, step: StepRow): Promise<boolean> {
    const { context, orders } = this.contexts.of(sql, instance)
    await sql.run('SAVEPOINT step')

    try {
      const settings = await this.actions.get(step.action_id).settings.validate(step.settings)
      const action = await this.actions.resolve(step.action_id)
      const { campaignId, facts } = context
      await this.safety.insist(sql, { campaignId, actionId: step.action_id, settings, facts })
      await action.execute(settings, context)
      await sql.run('RELEASE SAVEPOINT step')
    } catch (error) {
      const message = whyFailed(error)
      await sql.run('ROLLBACK TO SAVEPOINT step')
      const reason = error instanceof SafetyRefusal ? error.reason : null
      await stepEnded(sql, step, 'failed', message, reason)
      return false
    }

    if (orders.length > 0) {
      await stepOrdered(sql, step, orders)
      return true
    }
    await this.#end(sql, instance, step, { status: 'done' })
    return false
  }

  async #end(sql: Sql, instance: AnnouncedRow, step: StepRow, result: CommandResult) {
    const isDone = result.status === 'done' || (await this.#tookEffect(sql, step))
    const facts = instance.trigger_facts
    const { message } = isDone
      ? await this.reports.execute(
          { actionId: step.action_id, settings: step.settings, facts },
          result
        )
      : { message: result.message ?? 'It could not be done at the table.' }
    await stepEnded(sql, step, isDone ? 'done' : 'failed', message)
  }

  /** Of several orders of one part, another may have. */
  async #tookEffect(sql: Sql, { instance_id: id, position }: StepRow): Promise<boolean> {
    const done = await sql.run<{ status: CommandStatus }>(
      `SELECT k.status FROM execution_steps s JOIN foundry_commands k ON k.id = ANY(s.command_ids)
       WHERE s.instance_id = $1 AND s.position = $2 AND k.status = 'done' LIMIT 1`,
      [id, position]
    )
    return done.length > 0
  }
}

import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { ActionRegistry } from '#gamification/handlers/registries'
import { UnknownHandlerException } from '#gamification/handlers/unknown_handler_exception'
import { ActionContexts, type Asked } from '#gamification/lifecycle/action_context'
import { ConcludeExecution } from '#gamification/lifecycle/conclude_execution'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { RunSteps } from '#gamification/lifecycle/run_steps'
import { whyFailed } from '#gamification/lifecycle/why_failed'
import { SafetyRefusal, TableSafety } from '#gamification/safety/table_safety'
import type { Reason } from '#redemptions/reasons'
import type { AnnouncedRow } from '#gamification/public_instance'

/**
 * Runs the action of an instance in `executing`, once. The action only writes
 * durable orders, in the caller's transaction; it has succeeded when their
 * results say so. One that throws fails its instance, and nothing else.
 */
@inject()
export class ActionExecutor {
  constructor(
    private actions: ActionRegistry,
    private contexts: ActionContexts,
    private steps: RunSteps,
    private conclude: ConcludeExecution,
    private instances: InstanceManager,
    private tracker: ExecutionTracker,
    private safety: TableSafety,
    private logger: Logger
  ) {}

  /** Begins and dispatches the execution of an instance that has just become `executing`. */
  async start(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<void> {
    if (await this.tracker.beginClaimed(sql, instance)) {
      await this.#hand(sql, after, instance)
    }
  }

  /**
   * Hands an execution that exists to its action, once. The caller has locked the
   * instance.
   *
   * @returns false when somebody else has done so
   */
  async dispatch(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<boolean> {
    if (!(await this.tracker.claim(sql, instance.id))) {
      return false
    }
    await this.#hand(sql, after, instance)
    return true
  }

  async #hand(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<void> {
    const asked = await this.#run(sql, after, instance)

    if (asked && asked.steps.length > 0) {
      await this.steps.begin(sql, after, instance, asked.steps)
    } else if (asked && asked.orders.length === 0) {
      await this.conclude.succeed(sql, after, instance, { status: 'done' })
    }
  }

  /** @returns null when it has failed, and its instance with it */
  async #run(sql: Sql, after: AfterCommit, instance: AnnouncedRow): Promise<Asked | null> {
    const asked = this.contexts.of(sql, instance)
    await sql.run('SAVEPOINT action')

    try {
      await this.#execute(instance, asked)
      await sql.run('RELEASE SAVEPOINT action')
      return asked
    } catch (error) {
      const message = whyFailed(error)
      await sql.run('ROLLBACK TO SAVEPOINT action')
      await this.#failed(sql, after, instance, error, message)
      return null
    }
  }

  async #execute({ rules }: AnnouncedRow, { context }: Asked): Promise<void> {
    const { actionId, actionSettings } = rules
    const settings = await this.actions.get(actionId).settings.validate(actionSettings)
    const action = await this.actions.resolve(actionId)
    const { sql, campaignId, facts } = context
    await this.safety.insist(sql, { campaignId, actionId, settings, facts })
    await action.execute(settings, context)
  }

  async #failed(
    sql: Sql,
    after: AfterCommit,
    instance: AnnouncedRow,
    error: unknown,
    message: string
  ) {
    const reason = reasonOf(error)

    this.logger.warn(
      {
        event: 'action.failed',
        instanceId: instance.id,
        actionId: instance.rules.actionId,
        err: error,
      },
      'An action could not be executed'
    )
    await this.tracker.finish(sql, instance.id, 'failed', { message })
    await this.instances.fail(sql, after, instance.id, reason, message)
  }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof SafetyRefusal) return error.reason
  return error instanceof UnknownHandlerException ? 'action_unsupported' : 'action_failed'
}

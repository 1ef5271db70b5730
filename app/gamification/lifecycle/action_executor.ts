import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { ActionRegistry } from '#gamification/handlers/registries'
import type { ActionReport, ActionResult } from '#gamification/handlers/action'
import { UnknownHandlerException } from '#gamification/handlers/unknown_handler_exception'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
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
    private instances: InstanceManager,
    private tracker: ExecutionTracker,
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
    await sql.run('SAVEPOINT action')

    try {
      await this.#execute(sql, instance)
      await sql.run('RELEASE SAVEPOINT action')
    } catch (error) {
      await sql.run('ROLLBACK TO SAVEPOINT action')
      await this.#failed(sql, after, instance, error)
    }
  }

  /** What a success is called on stream. Never throws: the points are spent well already. */
  async report(instance: AnnouncedRow, result: ActionResult): Promise<ActionReport> {
    const { actionId, actionSettings } = instance.rules

    try {
      const action = await this.actions.resolve(actionId)
      return action.report(actionSettings, instance.trigger_facts ?? {}, result)
    } catch (error) {
      this.logger.warn(
        { event: 'action.no_report', actionId, err: error },
        'No report of an action'
      )
      return { message: result.message ?? '', originalValue: null, invertedValue: null }
    }
  }

  async #execute(sql: Sql, instance: AnnouncedRow): Promise<void> {
    const { actionId, actionSettings } = instance.rules
    const settings = await this.actions.get(actionId).settings.validate(actionSettings)
    const action = await this.actions.resolve(actionId)

    await action.execute(settings, {
      sql,
      instance,
      facts: instance.trigger_facts ?? {},
      viewers: [...new Set(instance.latest_viewers ?? [])].reverse(),
    })
  }

  async #failed(sql: Sql, after: AfterCommit, instance: AnnouncedRow, error: unknown) {
    const message = error instanceof Error ? error.message : String(error)
    const reason = error instanceof UnknownHandlerException ? 'action_unsupported' : 'action_failed'

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

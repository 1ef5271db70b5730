import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { refuseWhenHalted } from '#gamification/control/halted'
import { ControlRefused } from '#gamification/control/refusal'
import type { InstanceRow } from '#gamification/instance_row'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { TriggerEvaluator } from '#gamification/lifecycle/trigger_evaluator'
import { WaitsForTable } from '#gamification/table/waits_for_table'
import type { AnnouncedRow } from '#gamification/public_instance'

/**
 * The GM's button: consumes an armed instance whose trigger listens to it.
 *
 * @throws ControlRefused when it waits for something else, the GM has a break, or the table is away
 */
@inject()
export class FireByHand {
  constructor(
    private triggers: TriggerEvaluator,
    private waitsForTable: WaitsForTable,
    private instances: InstanceManager,
    private executor: ActionExecutor
  ) {}

  async execute(
    sql: Sql,
    after: AfterCommit,
    instance: InstanceRow,
    by: string
  ): Promise<AnnouncedRow> {
    const verdict = await this.triggers.evaluate(instance.rules, {
      name: 'manual.fired',
      at: new Date(),
      data: { by },
    })

    if (!verdict.matched) {
      throw new ControlRefused(`This cannot be fired by hand: ${verdict.reason}.`)
    }

    await refuseWhenHalted(sql, instance.campaign_id)
    // Without somebody to execute it, it stays armed.
    if (await this.waitsForTable.execute(sql, instance)) {
      throw new ControlRefused('Foundry is not connected. Open the world as a GM, then try again.')
    }
    const consumed = await this.instances.consume(sql, after, instance.id, verdict.facts)

    if (!consumed) {
      throw new ControlRefused('Its goal is not reached, or it has just ended.')
    }

    if (consumed.status === 'executing') {
      await this.executor.start(sql, after, consumed)
    }
    return consumed
  }
}

import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { type RecordedRoll, RollListener } from '#foundry/ports'
import { whyHalted } from '#gamification/control/halted'
import type { Signal } from '#gamification/handlers/signals'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { openInstance } from '#gamification/lifecycle/open_instance'
import { TriggerEvaluator } from '#gamification/lifecycle/trigger_evaluator'
import { armedInstances } from '#gamification/table/armed_instances'
import { openableConfigs } from '#gamification/table/openable_configs'

/**
 * What a roll at the table does to the game: it consumes the oldest armed
 * instance whose trigger it is, else it starts one of mode `open`, else
 * nothing. At most one instance a roll, and one roll an instance: the
 * conditional updates decide between rolls that come at once.
 */
@inject()
export class ApplyRoll extends RollListener {
  constructor(
    private triggers: TriggerEvaluator,
    private instances: InstanceManager,
    private executor: ActionExecutor
  ) {
    super()
  }

  async onRoll(sql: Sql, roll: RecordedRoll, after: AfterCommit): Promise<string | null> {
    const halted = await whyHalted(sql, roll.campaignId)
    return halted ?? (await this.#consume(sql, roll, after)) ?? this.#open(sql, roll, after)
  }

  async #consume(sql: Sql, roll: RecordedRoll, after: AfterCommit): Promise<string | null> {
    const signal = toSignal(roll)

    for (const armed of await armedInstances(sql, roll)) {
      const verdict = await this.triggers.evaluate(armed.rules, signal)
      if (!verdict.matched) continue

      const consumed = await this.instances.consume(sql, after, armed.id, verdict.facts)
      if (!consumed) continue

      if (consumed.status === 'awaiting_approval') {
        return `“${consumed.rules.eventName}” waits for a GM’s approval.`
      }
      await this.executor.start(sql, after, consumed)
      return `Consumed “${consumed.rules.eventName}”.`
    }

    return null
  }

  async #open(sql: Sql, roll: RecordedRoll, after: AfterCommit): Promise<string | null> {
    const signal = toSignal(roll)

    for (const config of await openableConfigs(sql, roll)) {
      const verdict = await this.triggers.evaluate(config.rules, signal)
      if (!verdict.matched) continue

      if (await openInstance(sql, after, config, verdict.facts)) {
        return `Started “${config.rules.eventName}”.`
      }
    }

    return null
  }
}

function toSignal(roll: RecordedRoll): Signal<'dice.rolled'> {
  const { messageId, rollIndex, natural, faces, total, critical } = roll
  return {
    name: 'dice.rolled',
    at: roll.rolledAt,
    data: {
      rollId: roll.id,
      messageId,
      rollIndex,
      actorId: roll.actorId,
      character: roll.actorName,
      natural,
      faces,
      total,
      critical,
    },
  }
}

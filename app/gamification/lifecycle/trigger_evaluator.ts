import { inject } from '@adonisjs/core'
import { TriggerRegistry } from '#gamification/handlers/registries'
import type { Signal } from '#gamification/handlers/signals'
import { signalsOf, type Verdict } from '#gamification/handlers/trigger'
import type { InstanceRules } from '#gamification/instance_rules'

/**
 * Asks the trigger of some rules about a signal. Changes nothing; a trigger
 * that is not installed, cannot read its settings or throws has not matched.
 */
@inject()
export class TriggerEvaluator {
  constructor(private triggers: TriggerRegistry) {}

  async evaluate(
    { triggerId, triggerSettings }: Pick<InstanceRules, 'triggerId' | 'triggerSettings'>,
    signal: Signal
  ): Promise<Verdict> {
    if (!this.triggers.has(triggerId)) {
      return { matched: false, reason: `the trigger "${triggerId}" is not installed` }
    }

    const handler = this.triggers.get(triggerId)

    if (!signalsOf(handler).includes(signal.name)) {
      return { matched: false, reason: `waiting for ${signalsOf(handler).join(' or ')}` }
    }

    try {
      const trigger = await this.triggers.resolve(triggerId)
      return trigger.evaluate(await handler.settings.validate(triggerSettings), signal)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { matched: false, reason: `the trigger "${triggerId}" failed: ${detail}` }
    }
  }
}

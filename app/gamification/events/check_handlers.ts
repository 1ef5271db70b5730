import { inject } from '@adonisjs/core'
import type { EventInput } from '#gamification/events/event_validator'
import { checkSettings, type Fault, refuse, withPath } from '#gamification/handlers/check_settings'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import type { Registry } from '#gamification/handlers/registry'

type Settings = Pick<EventInput, 'triggerSettings' | 'actionSettings'>

/**
 * Lets the handlers of an event check their own settings, and each other: an
 * action that works on a roll needs a trigger that brings one.
 *
 * @throws E_VALIDATION_ERROR 422 with the field
 */
@inject()
export class CheckHandlers {
  constructor(
    private triggers: TriggerRegistry,
    private actions: ActionRegistry
  ) {}

  async execute(input: EventInput): Promise<Settings> {
    const trigger = installed(this.triggers, 'triggerId', input.triggerId)

    if (input.mode === 'open' && !trigger.opens) {
      refuse([
        fault('mode', `“${trigger.label}” cannot open a goal; choose another trigger or mode.`),
      ])
    }

    if (input.mode === 'open' && input.overshoot === 'roll_over') {
      refuse([
        fault(
          'overshoot',
          'A race against the clock starts from nothing: what comes too late is refunded.'
        ),
      ])
    }

    const triggerSettings = await this.#triggerSettings(input)
    const actionSettings = await this.actionSettings(input.actionId, input.actionSettings)
    await this.#refuseMissingFacts(input, { triggerSettings, actionSettings })
    return { triggerSettings, actionSettings }
  }

  /** Those of an action alone, as they are to be saved. */
  async actionSettings(id: string, settings: unknown): Promise<Record<string, unknown>> {
    const action = installed(this.actions, 'actionId', id)
    const checked = await checkSettings(action, 'actionSettings', settings)
    const handler = await this.actions.resolve(id)
    return withPath('actionSettings', async () => (await handler.prepare?.(checked)) ?? checked)
  }

  #triggerSettings({ triggerId, triggerSettings }: EventInput) {
    return checkSettings(this.triggers.get(triggerId), 'triggerSettings', triggerSettings)
  }

  async #refuseMissingFacts(input: EventInput, settings: Settings): Promise<void> {
    const { mode, triggerId, actionId } = input
    const trigger = this.triggers.get(triggerId)
    const action = this.actions.get(actionId)
    const needed = await this.#needed(actionId, settings)
    const provided = mode === 'immediate' ? [] : await this.#provided(triggerId, settings)
    const missing = needed.find((fact) => !provided.includes(fact))

    if (missing && mode === 'immediate') {
      refuse([
        fault(
          'mode',
          `“${action.label}” needs a ${missing}, which an immediate event does not bring.`
        ),
      ])
    }
    if (missing) {
      refuse([
        fault(
          'actionId',
          `“${action.label}” needs a ${missing}, which “${trigger.label}” does not bring.`
        ),
      ])
    }
  }

  async #needed(actionId: string, { actionSettings }: Settings) {
    const action = await this.actions.resolve(actionId)
    const here = (await action.needsWith?.(actionSettings)) ?? []
    return [...this.actions.get(actionId).needs, ...here]
  }

  async #provided(triggerId: string, { triggerSettings }: Settings) {
    const trigger = await this.triggers.resolve(triggerId)
    return trigger.providesWith?.(triggerSettings) ?? this.triggers.get(triggerId).provides
  }
}

function installed<Handler extends { id: string; label: string; new (...args: never[]): object }>(
  registry: Registry<Handler>,
  field: string,
  id: string
): Handler {
  return registry.has(id)
    ? registry.get(id)
    : refuse([fault(field, `“${id}” is not installed here. Choose another one.`)])
}

const fault = (field: string, message: string): Fault => ({ field, message, rule: 'handler' })

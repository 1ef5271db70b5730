import { inject } from '@adonisjs/core'
import { errors } from '@vinejs/vine'
import type { EventInput } from '#gamification/events/event_validator'
import type { SettingsSchema } from '#gamification/handlers/settings_schema'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import type { Registry } from '#gamification/handlers/registry'

type Settings = Pick<EventInput, 'triggerSettings' | 'actionSettings'>

interface Fault {
  field: string
  message: string
  rule: string
}

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
    const action = installed(this.actions, 'actionId', input.actionId)
    const provided = input.mode === 'immediate' ? [] : trigger.provides
    const missing = action.needs.find((fact) => !provided.includes(fact))

    if (missing) {
      refuse([
        fault(
          input.mode === 'immediate' ? 'mode' : 'actionId',
          `“${action.label}” needs a ${missing}, which ${
            input.mode === 'immediate' ? 'an immediate event' : `“${trigger.label}”`
          } does not bring.`
        ),
      ])
    }

    if (input.mode === 'open' && trigger.listensTo !== 'dice.rolled') {
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

    return {
      triggerSettings: await check(trigger.settings, 'triggerSettings', input.triggerSettings),
      actionSettings: await check(action.settings, 'actionSettings', input.actionSettings),
    }
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

/** Puts the path of the form before the handler's own. */
async function check(
  schema: SettingsSchema,
  path: string,
  settings: unknown
): Promise<Record<string, unknown>> {
  try {
    return await schema.validate(settings)
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) {
      const faults: Fault[] = error.messages
      return refuse(faults.map((each) => ({ ...each, field: `${path}.${each.field}` })))
    }
    throw error
  }
}

function fault(field: string, message: string): Fault {
  return { field, message, rule: 'handler' }
}

function refuse(faults: Fault[]): never {
  throw new errors.E_VALIDATION_ERROR(faults)
}

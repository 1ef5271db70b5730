import type { ActionClass } from '#gamification/handlers/action'
import { Registry } from '#gamification/handlers/registry'
import type { TriggerClass } from '#gamification/handlers/trigger'

/** Named so that the container can inject them by class. */
export class TriggerRegistry extends Registry<TriggerClass> {}
export class ActionRegistry extends Registry<ActionClass> {}

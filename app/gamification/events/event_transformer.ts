import { BaseTransformer } from '@adonisjs/core/transformers'
import { inject } from '@adonisjs/core'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { tuningOf } from '#gamification/events/tuning_of'
import type GamificationEvent from '#gamification/gamification_event'

/** Expects the campaign's config to be loaded. In lists, the values are those that hold. */
export default class EventTransformer extends BaseTransformer<GamificationEvent> {
  @inject()
  toObject(triggers: TriggerRegistry, actions: ActionRegistry) {
    const event = this.resource
    const tuning = tuningOf(event.config)

    return {
      ...this.pick(event, [
        'id',
        'name',
        'description',
        'kind',
        'mode',
        'triggerSettings',
        'approvalRequired',
        'archivedAt',
      ]),
      cost: tuning.cost ?? event.cost,
      coefficient: tuning.coefficient ?? Number(event.coefficient),
      minimum: tuning.minimum ?? event.minimum,
      durationSeconds: tuning.durationSeconds ?? event.durationSeconds,
      cooldownSeconds: tuning.cooldownSeconds ?? event.cooldownSeconds,
      viewerCap: tuning.viewerCap ?? event.viewerCap,
      isEnabled: event.config?.isEnabled ?? false,
      trigger: summary(triggers, event.triggerId),
      action: summary(actions, event.actionId),
    }
  }

  /** What the editor's form starts from. */
  forEditing() {
    const event = this.resource

    return {
      ...this.pick(event, [
        'id',
        'name',
        'description',
        'kind',
        'mode',
        'triggerId',
        'triggerSettings',
        'actionId',
        'actionSettings',
        'cost',
        'minimum',
        'durationSeconds',
        'armedSeconds',
        'cooldownSeconds',
        'viewerCap',
        'viewerStreamCap',
        'approvalRequired',
        'overshoot',
        'rewardTitle',
        'rewardPrompt',
        'rewardColour',
        'archivedAt',
      ]),
      coefficient: Number(event.coefficient),
      isEnabled: event.config?.isEnabled ?? false,
      tuning: tuningOf(event.config),
    }
  }
}

/** A handler as a list shows it; one that is not installed keeps its id. */
function summary(registry: TriggerRegistry | ActionRegistry, id: string) {
  const isInstalled = registry.has(id)
  return { id, label: isInstalled ? registry.get(id).label : id, isInstalled }
}

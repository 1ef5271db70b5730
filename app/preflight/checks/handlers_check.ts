import { inject } from '@adonisjs/core'
import { errors } from '@vinejs/vine'
import { WorldChoices } from '#foundry/choices/world_choices'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { type EnabledEvent, enabledEvents } from '#preflight/enabled_events'
import type { Finding } from '#preflight/finding'
import { KnownWorld } from '#preflight/known_world'
import { PreFlightCheck, type Subject } from '#preflight/pre_flight_check'

/** Whether the trigger and action of each event are here, read their settings, and see no problem themselves. */
@inject()
export class HandlersCheck extends PreFlightCheck<Subject> {
  readonly id = 'handlers'
  readonly label = 'Events'

  constructor(
    private triggers: TriggerRegistry,
    private actions: ActionRegistry,
    private choices: WorldChoices
  ) {
    super()
  }

  async run(subject: Subject): Promise<Finding[]> {
    const events = await enabledEvents(subject.sql, subject.campaignId)
    if (events.length === 0) {
      const meaning = 'No event is on, so there is nothing to join in.'
      const href = `/campaigns/${subject.campaignId}/events`
      return [this.found('warning', meaning, { label: 'Events', href, external: false })]
    }

    const context = await this.#contextOf(subject)
    const findings = await Promise.all(events.map((event) => this.#judge(event, context)))
    const troubled = findings.flat()
    return troubled.length > 0
      ? troubled
      : [this.found('passed', events.length === 1 ? 'One is on.' : `${events.length} are on.`)]
  }

  async #contextOf({ sql, campaignId }: Subject): Promise<PreFlightContext> {
    const world = await KnownWorld.of(sql, campaignId, this.choices)
    const missing: PreFlightContext['missing'] = (list, picked) => world.missing(list, picked)
    return { sql, campaignId, system: world.system, missing }
  }

  async #judge(event: EnabledEvent, context: PreFlightContext): Promise<Finding[]> {
    const problems = [
      ...(event.mode === 'immediate'
        ? []
        : await ask(this.triggers, event.triggerId, event.triggerSettings, context)),
      ...(await ask(this.actions, event.actionId, event.actionSettings, context)),
    ]
    const href = `/campaigns/${context.campaignId}/events/${event.id}`
    return problems.map(({ state, sentence }) =>
      this.found(state, `“${event.name}”: ${sentence}`, {
        label: 'Edit the event',
        href,
        external: false,
      })
    )
  }
}

async function ask(
  registry: TriggerRegistry | ActionRegistry,
  id: string,
  settings: Record<string, unknown>,
  context: PreFlightContext
): Promise<Problem[]> {
  if (!registry.has(id)) {
    return [{ state: 'failed', sentence: `“${id}” is not installed here.` }]
  }
  try {
    const checked = await registry.get(id).settings.validate(settings)
    const handler = await registry.resolve(id)
    return (await handler.preFlightCheck?.(checked, context)) ?? []
  } catch (error) {
    const { label } = registry.get(id)
    const why =
      error instanceof errors.E_VALIDATION_ERROR
        ? 'its settings have to be made anew'
        : `it cannot be checked (${error instanceof Error ? error.message : String(error)})`
    return [{ state: 'failed', sentence: `“${label}”: ${why}.` }]
  }
}

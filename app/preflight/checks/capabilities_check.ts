import { inject } from '@adonisjs/core'
import { pairedWorld } from '#foundry/choices/paired_world'
import { ActionRegistry } from '#gamification/handlers/registries'
import { enabledEvents } from '#preflight/enabled_events'
import type { Finding } from '#preflight/finding'
import { PreFlightCheck, type Subject } from '#preflight/pre_flight_check'

/** Whether the module in the paired world can do what the events are to do. */
@inject()
export class CapabilitiesCheck extends PreFlightCheck<Subject> {
  readonly id = 'capabilities'
  readonly label = 'What the world can do'

  constructor(private actions: ActionRegistry) {
    super()
  }

  async run({ sql, campaignId }: Subject): Promise<Finding[]> {
    const world = await pairedWorld(sql, campaignId)
    if (world === null) {
      return []
    }

    const events = await enabledEvents(sql, campaignId)
    const beyond = events.filter(({ actionId }) => this.#isBeyond(actionId, world.capabilities))
    const names = beyond.map(({ name }) => `“${name}”`).join(', ')
    return [
      beyond.length === 0
        ? this.found('passed', `“${world.title}” can do all of it.`)
        : this.found(
            'failed',
            `The module in “${world.title}” cannot do ${names}. Update it in Foundry’s setup, or switch those events off.`,
            { label: 'Events', href: `/campaigns/${campaignId}/events`, external: false }
          ),
    ]
  }

  #isBeyond(actionId: string, capabilities: string[]): boolean {
    return (
      capabilities.length > 0 &&
      this.actions.has(actionId) &&
      this.actions.get(actionId).commands.some((type) => !capabilities.includes(type))
    )
  }
}

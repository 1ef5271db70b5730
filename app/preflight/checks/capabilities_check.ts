import { inject } from '@adonisjs/core'
import { type PairedWorld, pairedWorld } from '#foundry/choices/paired_world'
import { commandsOf } from '#gamification/handlers/commands_of'
import { ActionRegistry } from '#gamification/handlers/registries'
import { type EnabledEvent, enabledEvents } from '#preflight/enabled_events'
import type { Finding } from '#preflight/finding'
import { PreFlightCheck, type Subject } from '#preflight/pre_flight_check'

const namesOf = (events: EnabledEvent[]) => events.map(({ name }) => `“${name}”`).join(', ')

/** Whether the module in the paired world can, and may, do what the events are to do. */
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

    const beyond: EnabledEvent[] = []
    const off: EnabledEvent[] = []
    for (const event of await enabledEvents(sql, campaignId)) {
      const commands = await this.#commandsOf(event)
      if (commands.some((type) => isBeyond(type, world))) beyond.push(event)
      else if (commands.some((type) => world.switchedOff.includes(type))) off.push(event)
    }
    return this.#judge(world, beyond, off, campaignId)
  }

  #judge(
    { title }: PairedWorld,
    beyond: EnabledEvent[],
    off: EnabledEvent[],
    campaignId: string
  ): Finding[] {
    const findings: Finding[] = []
    if (beyond.length > 0) {
      const meaning = `The module in “${title}” cannot do ${namesOf(beyond)}, so the rewards stay paused. Update it in Foundry’s setup, or switch those events off.`
      const href = `/campaigns/${campaignId}/events`
      findings.push(this.found('failed', meaning, { label: 'Events', href, external: false }))
    }
    if (off.length > 0) {
      const meaning = `What ${namesOf(off)} would do is switched off at the table, so the rewards stay paused.`
      const href = `/campaigns/${campaignId}/foundry`
      findings.push(this.found('warning', meaning, { label: 'Foundry', href, external: false }))
    }
    return findings.length > 0 ? findings : [this.found('passed', `“${title}” can do all of it.`)]
  }

  async #commandsOf({ actionId, actionSettings }: EnabledEvent): Promise<readonly string[]> {
    return this.actions.has(actionId) ? commandsOf(this.actions, actionId, actionSettings) : []
  }
}

/** Before it has said what it can do, nothing is ruled out. */
const isBeyond = (type: string, { capabilities }: PairedWorld) =>
  capabilities.length > 0 && !capabilities.includes(type)

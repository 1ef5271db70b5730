import { inject } from '@adonisjs/core'
import { foundryConnection } from '#dashboards/connection_list'
import { ActionRegistry } from '#gamification/handlers/registries'
import { enabledEvents } from '#preflight/enabled_events'
import type { Finding } from '#preflight/finding'
import { fromConnection } from '#preflight/from_connection'
import { PreFlightCheck, type Subject } from '#preflight/pre_flight_check'

const NEEDED = { ok: 'passed', waiting: 'warning', broken: 'failed', off: 'failed' } as const
const UNUSED = { ok: 'passed', waiting: 'passed', broken: 'warning', off: 'passed' } as const

/** Whether a world is paired and a GM's tab in charge of it, where an event needs the table. */
@inject()
export class FoundryCheck extends PreFlightCheck<Subject> {
  readonly id = 'foundry'
  readonly label = 'Foundry'

  constructor(private actions: ActionRegistry) {
    super()
  }

  async run({ sql, campaignId }: Subject): Promise<Finding[]> {
    const events = await enabledEvents(sql, campaignId)
    const isNeeded = events.some(
      ({ actionId }) =>
        this.actions.has(actionId) && this.actions.get(actionId).requires.includes('vtt_connection')
    )
    const connection = await foundryConnection(sql, campaignId, true)
    return [fromConnection(this.id, connection, isNeeded ? NEEDED : UNUSED)]
  }
}

import { inject } from '@adonisjs/core'
import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { RefusedEvent } from '#foundry/events/refused_event'
import { type GmAction, GmActionListener } from '#foundry/ports'
import { CampaignSwitches } from '#gamification/control/campaign_switches'
import { FireByHand } from '#gamification/control/fire_by_hand'
import { ControlRefused } from '#gamification/control/refusal'
import type { InstanceRow } from '#gamification/instance_row'

/**
 * What a GM does in Foundry. Where it does not fit the game any more nothing
 * happens, and the GM is told why.
 */
@inject()
export class ApplyGmAction extends GmActionListener {
  constructor(
    private fireByHand: FireByHand,
    private switches: CampaignSwitches
  ) {
    super()
  }

  async onAction(sql: Sql, campaignId: string, action: GmAction, after: AfterCommit) {
    switch (action.action) {
      case 'pause':
        return this.switches.takeBreak(sql, campaignId)
      case 'resume':
        return this.switches.resume(sql, campaignId)
      case 'panic':
        await this.switches.panic(sql, after, campaignId)
        return
      case 'manual_trigger':
        return this.#fire(sql, after, campaignId, action)
    }
  }

  /** The oldest armed instance that can be fired by hand, of the target if there is one. */
  async #fire(sql: Sql, after: AfterCommit, campaignId: string, { target, by }: GmAction) {
    const armed = await sql.run<InstanceRow>(
      `SELECT * FROM instances
       WHERE campaign_id = $1 AND status = 'armed' AND ($2::uuid IS NULL OR $2::uuid IN (id, event_id))
       ORDER BY armed_at, id`,
      [campaignId, isUuid(target) ? target : null]
    )

    let why = 'Its goal is not reached yet.'
    for (const instance of armed) {
      try {
        await this.fireByHand.execute(sql, after, instance, by)
        return
      } catch (error) {
        if (!(error instanceof ControlRefused)) throw error
        why = error.message
      }
    }
    throw new RefusedEvent('not_ready', why)
  }
}

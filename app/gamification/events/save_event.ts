import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { errors } from '@vinejs/vine'
import { onLucid, type Sql } from '#core/sql'
import { announceEvent } from '#gamification/events/announce_event'
import { CheckHandlers } from '#gamification/events/check_handlers'
import type { EventInput } from '#gamification/events/event_validator'
import GamificationEvent from '#gamification/gamification_event'
import { SyncRewards } from '#gamification/sale/sync_rewards'

/**
 * Saves an event with settings that its handlers accept. Instances that run
 * keep the rules they started with; rewards follow.
 */
@inject()
export class SaveEvent {
  constructor(
    private checkHandlers: CheckHandlers,
    private rewards: SyncRewards
  ) {}

  /** A new event of a campaign, switched off. */
  async create(campaignId: string, input: EventInput): Promise<GamificationEvent> {
    return this.#save(new GamificationEvent().merge({ campaignId }), input)
  }

  update(event: GamificationEvent, input: EventInput): Promise<GamificationEvent> {
    return this.#save(event, input)
  }

  async #save(event: GamificationEvent, input: EventInput): Promise<GamificationEvent> {
    const settings = await this.checkHandlers.execute(input)

    return db.transaction(async (trx) => {
      if (event.$isPersisted && event.kind !== input.kind) {
        await refuseWhileOpen(onLucid(trx), event.id)
      }
      await event
        .useTransaction(trx)
        .merge(columnsOf({ ...input, ...settings }))
        .save()
      await this.rewards.execute(onLucid(trx), event.id)
      await announceEvent(onLucid(trx), event.id)
      return event
    })
  }
}

/** An event's columns, of what its handlers have accepted. */
export const columnsOf = (input: EventInput) => ({
  ...input,
  description: input.description ?? '',
  coefficient: String(input.coefficient),
  armedSeconds: input.armedSeconds ?? null,
  viewerCap: input.viewerCap ?? null,
  viewerStreamCap: input.viewerStreamCap ?? null,
  rewardTitle: input.rewardTitle || null,
  rewardPrompt: input.rewardPrompt || null,
  rewardColour: input.rewardColour ?? null,
})

/**
 * Whose goal it is cannot change while one is open.
 *
 * @throws E_VALIDATION_ERROR 422
 */
async function refuseWhileOpen(sql: Sql, eventId: string): Promise<void> {
  const open = await sql.run(
    'SELECT FROM instances WHERE event_id = $1 AND ended_at IS NULL LIMIT 1',
    [eventId]
  )
  if (open.length > 0) {
    const message = 'A goal of this event is open. Change this when it is over, or call it off.'
    throw new errors.E_VALIDATION_ERROR([{ field: 'kind', message, rule: 'closed' }])
  }
}

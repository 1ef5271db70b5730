import { errors } from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import type { OfferInput } from '#gamification/events/event_validator'
import { SyncRewards } from '#gamification/sale/sync_rewards'
import { saleObstacle } from '#rewards/sale_obstacle'

/**
 * A streamer puts an event on sale, or takes it off, at a price of their own;
 * a null price is the campaign's.
 *
 * @throws E_VALIDATION_ERROR 422 at the switch, when the channel cannot have the reward
 */
@inject()
export class OfferEvent {
  constructor(private rewards: SyncRewards) {}

  async execute(eventId: string, streamerId: string, input: OfferInput): Promise<void> {
    const obstacle = await transact((sql) => this.#save(sql, eventId, streamerId, input))
    if (obstacle !== null) {
      throw new errors.E_VALIDATION_ERROR([{ field: 'isEnabled', message: obstacle, rule: 'sale' }])
    }
  }

  /** @returns why nothing was saved; null when it was */
  async #save(sql: Sql, eventId: string, streamerId: string, input: OfferInput) {
    const obstacle = await newObstacle(sql, eventId, streamerId, input)
    if (obstacle !== null) {
      return obstacle
    }
    await sql.run(
      `INSERT INTO streamer_configs (event_id, streamer_id, is_enabled, cost)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (event_id, streamer_id) DO UPDATE
         SET is_enabled = excluded.is_enabled, cost = excluded.cost, updated_at = now()`,
      [eventId, streamerId, input.isEnabled, input.cost ?? null]
    )
    await this.rewards.execute(sql, eventId)
    return null
  }
}

/** What is on sale already may get another price in any case. */
async function newObstacle(sql: Sql, eventId: string, streamerId: string, input: OfferInput) {
  const [config] = await sql.run<{ is_enabled: boolean }>(
    'SELECT is_enabled FROM streamer_configs WHERE event_id = $1 AND streamer_id = $2',
    [eventId, streamerId]
  )
  return input.isEnabled && !config?.is_enabled
    ? saleObstacle(sql, { streamerId, handler: 'event', subjectId: eventId })
    : null
}

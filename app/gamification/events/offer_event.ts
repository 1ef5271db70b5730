import { inject } from '@adonisjs/core'
import { transact } from '#core/transact'
import type { OfferInput } from '#gamification/events/event_validator'
import { SyncRewards } from '#gamification/sale/sync_rewards'

/**
 * A streamer puts an event on sale, or takes it off, at a price of their own;
 * a null price is the campaign's.
 */
@inject()
export class OfferEvent {
  constructor(private rewards: SyncRewards) {}

  async execute(eventId: string, streamerId: string, input: OfferInput): Promise<void> {
    await transact(async (sql) => {
      await sql.run(
        `INSERT INTO streamer_configs (event_id, streamer_id, is_enabled, cost)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (event_id, streamer_id) DO UPDATE
           SET is_enabled = excluded.is_enabled, cost = excluded.cost, updated_at = now()`,
        [eventId, streamerId, input.isEnabled, input.cost ?? null]
      )
      await this.rewards.execute(sql, eventId)
    })
  }
}

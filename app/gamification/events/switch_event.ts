import { inject } from '@adonisjs/core'
import { transact } from '#core/transact'
import { announceEvent } from '#gamification/events/announce_event'
import { SyncRewards } from '#gamification/sale/sync_rewards'

/**
 * The GM's switch of an event in the campaign. Off means that nothing more is
 * sold; what is open goes on to its end.
 */
@inject()
export class SwitchEvent {
  constructor(private rewards: SyncRewards) {}

  async execute(eventId: string, isEnabled: boolean): Promise<void> {
    await transact(async (sql) => {
      await sql.run(
        `INSERT INTO campaign_configs (event_id, is_enabled) VALUES ($1, $2)
         ON CONFLICT (event_id) DO UPDATE
           SET is_enabled = excluded.is_enabled, updated_at = now()`,
        [eventId, isEnabled]
      )
      await this.rewards.execute(sql, eventId)
      await announceEvent(sql, eventId)
    })
  }
}

import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { announceEvent } from '#gamification/events/announce_event'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { SyncRewards } from '#gamification/sale/sync_rewards'

/**
 * Puts an event away. Its history stays; what viewers have put into open
 * instances goes back to them.
 */
@inject()
export class ArchiveEvent {
  constructor(
    private instances: InstanceManager,
    private rewards: SyncRewards
  ) {}

  async execute(eventId: string): Promise<void> {
    await transact((sql, after) => this.within(sql, after, eventId))
  }

  /** In a transaction of the caller. */
  async within(sql: Sql, after: AfterCommit, eventId: string): Promise<void> {
    await sql.run(
      `UPDATE gamification_events SET archived_at = COALESCE(archived_at, now()), updated_at = now()
         WHERE id = $1`,
      [eventId]
    )
    const open = await sql.run<{ id: string }>(
      `SELECT id FROM instances
         WHERE event_id = $1 AND status IN ('active', 'armed', 'awaiting_approval') ORDER BY id`,
      [eventId]
    )
    for (const { id } of open) {
      await this.instances.cancel(sql, after, id, 'event_disabled')
    }
    await this.rewards.execute(sql, eventId)
    await announceEvent(sql, eventId)
  }

  /** Brings it back, as it was. */
  async undo(eventId: string): Promise<void> {
    await transact(async (sql) => {
      await sql.run(
        'UPDATE gamification_events SET archived_at = NULL, updated_at = now() WHERE id = $1',
        [eventId]
      )
      await this.rewards.execute(sql, eventId)
      await announceEvent(sql, eventId)
    })
  }
}

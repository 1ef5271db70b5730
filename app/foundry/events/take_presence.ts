import { transact } from '#core/transact'
import { json } from '#foundry/commands/recorded_command'
import { noteEvent } from '#foundry/events/note_event'
import { noteSituation } from '#foundry/events/note_situation'
import { FoundryChanged } from '#foundry/foundry_changed'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { Presence } from '#foundry/validators/event_validators'

/** The world's characters are others now; the last word counts. */
export class TakePresence {
  async execute({ campaign, connectionId }: BridgeCaller, presence: Presence): Promise<void> {
    await transact(async (sql, deferred) => {
      if (!(await noteEvent(sql, campaign.id, presence, {}))) {
        return
      }
      await sql.run(
        `UPDATE foundry_connections SET characters = $2::jsonb, updated_at = now() WHERE id = $1`,
        [connectionId, json(presence.characters)]
      )
      if (presence.situation) await noteSituation(sql, connectionId, presence.situation)
      deferred.afterCommit(() => FoundryChanged.dispatch(campaign.id, 'connection'))
    })
  }
}

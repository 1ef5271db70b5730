import db from '@adonisjs/lucid/services/db'
import { Exception } from '@adonisjs/core/exceptions'
import { onLucid } from '#core/sql'
import { EventFailuresChanged } from '#channels/failures/event_failures_changed'

/** A person says that what is parked need not be done. */
export class DismissFailure {
  /**
   * @param id of the failure
   * @param channelId Twitch's id of the channel that it has to be of; null for what is of none
   * @param userId who says so
   * @throws 409 when it is not parked, or not of that channel
   */
  async execute(id: number, channelId: string | null, userId: string): Promise<void> {
    const [dismissed] = await onLucid(db.connection()).run(
      `UPDATE event_failures SET state = 'dismissed', ended_at = now(), ended_by = $3
       WHERE id = $1 AND channel_id IS NOT DISTINCT FROM $2 AND state = 'parked' RETURNING id`,
      [id, channelId, userId]
    )
    if (!dismissed) {
      throw new Exception('It has been dealt with meanwhile.', {
        status: 409,
        code: 'E_FAILURE_NOT_PARKED',
      })
    }
    void EventFailuresChanged.dispatch(channelId)
  }
}

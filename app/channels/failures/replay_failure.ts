import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { onLucid } from '#core/sql'
import { attempt, CLAIM, CLAIMED, type Claimed } from '#channels/failures/attempt'
import { TryAgain } from '#channels/failures/try_again'

/** A person has what is parked tried again, now. */
@inject()
export class ReplayFailure {
  constructor(private tryAgain: TryAgain) {}

  /**
   * @param id of the failure
   * @param channelId Twitch's id of the channel that it has to be of; null for what is of none
   * @param userId who asks for it
   * @returns null when it worked; else why not, and it is parked again
   * @throws 409 when it is not parked, or not of that channel
   */
  async execute(id: number, channelId: string | null, userId: string): Promise<string | null> {
    const [claimed] = await onLucid(db.connection()).run<Claimed>(
      `UPDATE event_failures
       SET state = 'retrying', attempts = attempts + 1, next_attempt_at = now() + ${CLAIM}
       WHERE id = $1 AND channel_id IS NOT DISTINCT FROM $2 AND state = 'parked'
       RETURNING ${CLAIMED}`,
      [id, channelId]
    )
    if (!claimed) {
      throw new Exception('It has been dealt with meanwhile.', {
        status: 409,
        code: 'E_FAILURE_NOT_PARKED',
      })
    }
    return attempt(this.tryAgain, claimed, { mayWait: false, by: userId })
  }
}

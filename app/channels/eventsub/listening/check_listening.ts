import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import { COMPARE } from '#channels/eventsub/subscriptions/subscription_keeper'
import { lookAgain } from '#channels/eventsub/look_again'

/**
 * Somebody wants to be sure now: what could not be subscribed is tried at once, what Twitch has is compared
 * with what is wanted, and its lists are read for what may have been missed.
 */
export class CheckListening {
  async execute(streamerId: string): Promise<void> {
    await transact(async (sql) => {
      await sql.run(
        `UPDATE eventsub_subscriptions SET next_attempt_at = now()
         WHERE streamer_id = $1 AND status IN ('wanted', 'refused', 'revoked')
           AND missing_scope IS NULL`,
        [streamerId]
      )
      await notify(sql, 'subscriptions', COMPARE)
      await lookAgain(sql, streamerId)
    })
  }
}

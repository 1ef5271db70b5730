import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'

/** What ended for want of a permission, or was refused for it, is asked for again. */
export async function retryAfterConsent(streamerId: string): Promise<void> {
  await transact(async (sql) => {
    await sql.run(
      `UPDATE eventsub_subscriptions SET next_attempt_at = now()
       WHERE streamer_id = $1 AND status IN ('refused', 'revoked') AND missing_scope IS NULL`,
      [streamerId]
    )
    await notify(sql, 'subscriptions')
  })
}

/** Whoever listens for somebody who has consented no more ends that at once, and says why. */
export async function endWithoutConsent(): Promise<void> {
  await transact((sql) => notify(sql, 'subscriptions'))
}

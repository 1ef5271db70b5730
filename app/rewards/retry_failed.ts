import { transact } from '#core/transact'
import { notify } from '#core/jobs/notifications'

/** The streamer has consented again: what failed for want of it need not wait any longer. */
export async function retryFailed(streamerId: string): Promise<void> {
  await transact(async (sql) => {
    await sql.run(
      `UPDATE rewards SET next_attempt_at = now(), attempts = 0
       WHERE streamer_id = $1 AND failure_code IS NOT NULL`,
      [streamerId]
    )
    await notify(sql, 'rewards')
  })
}

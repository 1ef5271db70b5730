import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { deleteSome } from '#channels/forgetting/delete_some'

/** What is known of a channel, and which of it was known before it was forgotten. */
const KNOWN: [table: string, before: string][] = [
  ['channel_events', 'received_at <= $2'],
  ['event_failures', 'failed_at <= $2'],
  ['follower_history', 'followed_at <= $2'],
  ['viewer_subscriptions', 'COALESCE(started_at, ended_at) <= $2'],
  ['subscription_gifts', 'gifted_at <= $2'],
  ['viewer_roles', 'COALESCE(granted_at, revoked_at) <= $2'],
  ['stream_sessions', 'COALESCE(started_at, ended_at) <= $2'],
]

/** The account goes now; what is known of its channel follows, which may take a while. */
export async function forgetChannel(sql: Sql, userId: string): Promise<void> {
  await sql.run(
    `INSERT INTO channels (id, forgotten_at) SELECT twitch_id, now() FROM twitch_accounts WHERE user_id = $1
     ON CONFLICT (id) DO UPDATE
       SET forgotten_at = excluded.forgotten_at, title = NULL, category = NULL, titled_at = NULL`,
    [userId]
  )
}

/**
 * Deletes what is known of channels whose account is gone, a little at a time, in any number
 * of processes. What happens there after that is another account's.
 */
export class ForgetChannels {
  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    return transact(async (sql) => {
      const [channel] = await sql.run<{ id: string; forgottenAt: string }>(
        `SELECT id, forgotten_at::text AS "forgottenAt" FROM channels WHERE forgotten_at IS NOT NULL
         ORDER BY forgotten_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`
      )
      if (!channel) {
        return false
      }
      const { id, forgottenAt } = channel
      for (const [table, before] of KNOWN) {
        if (await deleteSome(sql, table, `channel_id = $1 AND ${before}`, [id, forgottenAt])) {
          return true
        }
      }
      await sql.run('UPDATE channels SET forgotten_at = NULL WHERE id = $1', [id])
      return true
    })
  }
}

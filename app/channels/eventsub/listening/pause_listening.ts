import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import { ConnectionChanged } from '#channels/connection_changed'

/**
 * Disconnects a streamer from Twitch's events, and connects again. Meanwhile Twitch's lists are polled, as in
 * any other outage; what no list has stays unknown. The running processes follow.
 */
export class PauseListening {
  async pause(streamerId: string): Promise<void> {
    await this.#change(
      'INSERT INTO listening_pauses (streamer_id) VALUES ($1) ON CONFLICT DO NOTHING',
      streamerId
    )
  }

  async resume(streamerId: string): Promise<void> {
    await this.#change('DELETE FROM listening_pauses WHERE streamer_id = $1', streamerId)
  }

  async #change(text: string, streamerId: string): Promise<void> {
    await transact(async (sql, after) => {
      await sql.run(text, [streamerId])
      await notify(sql, 'subscriptions')
      after.afterCommit(() => ConnectionChanged.dispatch(streamerId))
    })
  }
}

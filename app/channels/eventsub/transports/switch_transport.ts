import { Exception } from '@adonisjs/core/exceptions'
import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import type { Transport } from '#channels/eventsub/transports/transport'
import { obstacleTo } from '#channels/eventsub/transports/transport_choice'

/**
 * Has Twitch's events come another way from now on. The running processes follow: subscriptions of
 * the new transport first, then the end of the old ones, streamer by streamer.
 */
export class SwitchTransport {
  /**
   * @param userId the administrator who wants it
   * @throws E_TRANSPORT_IMPOSSIBLE (422) with the sentence that says why
   */
  async execute(transport: Transport, userId: string): Promise<void> {
    const obstacle = obstacleTo(transport)
    if (obstacle !== null) {
      throw new Exception(obstacle, { status: 422, code: 'E_TRANSPORT_IMPOSSIBLE' })
    }
    await transact(async (sql) => {
      await sql.run(
        `INSERT INTO eventsub_settings (transport, chosen_by) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET transport = excluded.transport,
           chosen_by = excluded.chosen_by, chosen_at = now()`,
        [transport, userId]
      )
      await notify(sql, 'subscriptions')
    })
  }
}

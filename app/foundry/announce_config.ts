import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'

/**
 * Tells a campaign's open tabs to read anew whether the table is paused. Call it
 * in the transaction that begins or ends a break or a panic.
 */
export async function announceConfig(sql: Sql, campaignId: string): Promise<void> {
  await notify(sql, 'bridge', `config:${campaignId}`)
  // What waited in the log may be handed out now.
  await notify(sql, 'commands', campaignId)
}

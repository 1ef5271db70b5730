import type { Sql } from '#core/sql'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'

const MAX_REASON = 300

/**
 * Writes down that a redemption cannot be stored: one row per reason, counted,
 * with the ids of the last one, in JSON's own escapes so that nothing in them
 * can be refused again.
 */
export async function park(
  sql: Sql,
  redemption: IncomingRedemption,
  reason: string
): Promise<void> {
  const { redemptionId, twitchRewardId, broadcasterId } = redemption
  const sample = JSON.stringify({ redemptionId, twitchRewardId, broadcasterId })

  await sql.run(
    `INSERT INTO parked_messages (source, kind, reason, sample)
     VALUES ('redemptions', 'redemption', $1, $2::jsonb)
     ON CONFLICT (source, kind, reason) DO UPDATE
       SET count = parked_messages.count + 1, sample = excluded.sample, last_at = now()`,
    [reason.slice(0, MAX_REASON), sample.replace(/\\u0000/g, '').slice(0, 2_000)]
  )
}

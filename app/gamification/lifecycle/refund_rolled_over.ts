import type { Sql } from '#core/sql'
import { IS_OFF } from '#gamification/lifecycle/off_the_air'
import { orderSettlement } from '#redemptions/order_settlement'
import type { Reason } from '#redemptions/reasons'

/** Taking a row away decides between this and being counted. */
const TAKE = `
  DELETE FROM rolled_over o USING (
    SELECT k.redemption_id, CASE
      WHEN g.panic_since IS NOT NULL THEN 'panic'
      WHEN g.archived_at IS NOT NULL THEN 'campaign_archived'
      WHEN m.id IS NULL THEN 'streamer_left'
      WHEN e.archived_at IS NOT NULL OR c.is_enabled IS NOT TRUE THEN 'event_disabled'
      WHEN k.streamer_id IS NOT NULL AND ${IS_OFF} THEN 'streamer_offline'
      WHEN k.expires_at <= now() THEN 'over_objective'
    END AS reason
    FROM rolled_over k
    JOIN redemptions r ON r.id = k.redemption_id
    LEFT JOIN gamification_events e ON e.id = k.event_id
    LEFT JOIN campaigns g ON g.id = e.campaign_id
    LEFT JOIN campaign_configs c ON c.event_id = e.id
    LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = r.streamer_id
      AND m.role = 'streamer' AND m.is_live
    LEFT JOIN channel_states h ON h.streamer_id = k.streamer_id
  ) AS w
  WHERE w.redemption_id = o.redemption_id AND w.reason IS NOT NULL
  RETURNING o.redemption_id AS id, w.reason`

/**
 * Gives back what waits for a next instance that does not come: none has started
 * in time, the channel is off the air, or the people in charge have ended it all.
 */
export async function refundRolledOver(sql: Sql): Promise<void> {
  const taken = await sql.run<{ id: string; reason: Reason }>(TAKE)

  for (const [reason, own] of Map.groupBy(taken, (one) => one.reason)) {
    const redemptionIds = own.map(({ id }) => id)
    await orderSettlement(sql, { redemptionIds, outcome: 'refund', reason })
  }
}

import type { Sql } from '#core/sql'

interface Held {
  campaignId: string
  eventId: string
  streamerIds: string[]
}

const HOLD = `
  SELECT m.user_id
  FROM campaigns g
  JOIN gamification_events e ON e.campaign_id = g.id
  JOIN campaign_members m ON m.campaign_id = g.id AND m.role = 'streamer' AND m.is_live
  WHERE g.id = $1 AND e.id = $2 AND m.user_id = ANY ($3::uuid[])
    AND COALESCE(g.break_since, g.panic_since, g.archived_at, e.archived_at) IS NULL
  ORDER BY m.id
  FOR SHARE OF g, e, m`

const HOLD_NOW = `${HOLD} NOWAIT`

/**
 * Keeps campaign, event and memberships as they are until an instance that starts
 * now has committed. Who ends one of them changes its row first and then calls off what is
 * open: either that sees this instance, or this does not start.
 *
 * @param isHasty fails instead of waiting for somebody who is changing one; the
 *   hot lane holds instances, which they are waiting for
 * @returns false when one of them has just ended
 */
export async function holdStill(sql: Sql, held: Held, isHasty: boolean): Promise<boolean> {
  const { campaignId, eventId, streamerIds } = held
  const members = await sql.run(isHasty ? HOLD_NOW : HOLD, [campaignId, eventId, streamerIds])
  return members.length === streamerIds.length
}

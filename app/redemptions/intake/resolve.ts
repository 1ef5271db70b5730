import type { IncomingRedemption, RedemptionState } from '#redemptions/incoming_redemption'
import type { LaneSql } from '#redemptions/intake/lane'

/** What the database knows of a redemption whose reward is ours. */
export interface Resolved {
  id: string
  /** Null when it is new. */
  state: RedemptionState | null
  reason: string | null
  viewerId: number
  viewerIsHidden: boolean
  rewardId: string
  handler: string
  subjectId: string
  streamerId: string | null
  campaignId: string | null
}

/**
 * A viewer is written only when new or renamed, so that the regulars cost a
 * look-up; in the order of their ids, so that two transactions cannot wait for
 * each other. Those of foreign rewards are not stored at all.
 */
const RESOLVE = `
  WITH ours AS MATERIALIZED (
    SELECT t.id, t.twitch_id, t.login, t.display_name,
           w.id AS reward_id, w.subject_id, w.streamer_id, w.campaign_id,
           CASE WHEN w.retired_at IS NULL AND w.state NOT IN ('orphaned', 'gone', 'retired')
                THEN w.handler ELSE '' END AS handler
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS t(id, twitch_reward_id, broadcaster_id, twitch_id, login, display_name)
    JOIN rewards w ON w.twitch_reward_id = t.twitch_reward_id AND w.broadcaster_id = t.broadcaster_id
  ), people AS MATERIALIZED (
    SELECT DISTINCT ON (twitch_id) twitch_id, login, display_name FROM ours ORDER BY twitch_id
  ), present AS MATERIALIZED (
    SELECT p.twitch_id, v.id, v.is_hidden
    FROM people p JOIN viewers v ON v.twitch_id = p.twitch_id
    WHERE v.login = p.login AND v.display_name = p.display_name
  ), written AS (
    INSERT INTO viewers (twitch_id, login, display_name)
    SELECT p.twitch_id, p.login, p.display_name FROM people p
    WHERE NOT EXISTS (SELECT FROM present q WHERE q.twitch_id = p.twitch_id)
    ORDER BY p.twitch_id
    ON CONFLICT (twitch_id) DO UPDATE
      SET login = excluded.login, display_name = excluded.display_name, updated_at = now()
    RETURNING twitch_id, id, is_hidden
  ), seen AS (SELECT * FROM present UNION ALL SELECT * FROM written)
  SELECT o.id, r.state, r.reason, s.id AS "viewerId", s.is_hidden AS "viewerIsHidden",
         o.reward_id AS "rewardId", o.handler, o.subject_id AS "subjectId",
         o.streamer_id AS "streamerId", o.campaign_id AS "campaignId"
  FROM ours o JOIN seen s ON s.twitch_id = o.twitch_id
  LEFT JOIN redemptions r ON r.id = o.id`

/** Looks a batch up; a redemption that is not in the answer is of a foreign reward. */
export async function resolve(
  sql: LaneSql,
  batch: IncomingRedemption[]
): Promise<Map<string, Resolved>> {
  const rows = await sql.run<Resolved>(RESOLVE, [
    batch.map((redemption) => redemption.redemptionId),
    batch.map((redemption) => redemption.twitchRewardId),
    batch.map((redemption) => redemption.broadcasterId),
    batch.map((redemption) => redemption.viewer.twitchId),
    batch.map((redemption) => redemption.viewer.login),
    batch.map((redemption) => redemption.viewer.displayName),
  ])
  return new Map(rows.map((row) => [row.id, row]))
}

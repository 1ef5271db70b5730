import type { Sql } from '#core/sql'
import type { SessionLine, Whose } from '#dashboards/sessions/session_list'

export type SessionTotals = {
  redemptions: number
  /** Channel points, those that went back included. */
  points: number
  refunds: number
  followers: number
  /** New ones, gifts included; no resubscriptions. */
  subscriptions: number
  rolls: number
}

/** What a stream has brought. */
export async function sessionTotals(
  sql: Sql,
  { streamerId, channelId }: Whose,
  { startedAt, endedAt }: SessionLine
): Promise<SessionTotals> {
  const [totals] = await sql.run<SessionTotals>(
    `SELECT r.*, f.*, s.*, d.*
     FROM (SELECT $3::timestamptz AS began, COALESCE($4::timestamptz, 'infinity') AS ended) t
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS redemptions, COALESCE(sum(cost), 0)::float AS points,
              count(*) FILTER (WHERE state = 'refunded')::int AS refunds
       FROM redemptions
       WHERE streamer_id = $1 AND redeemed_at >= t.began AND redeemed_at < t.ended) r
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS followers FROM follower_history
       WHERE channel_id = $2 AND followed_at >= t.began AND followed_at < t.ended) f
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS subscriptions FROM viewer_subscriptions
       WHERE channel_id = $2 AND started_at >= t.began AND started_at < t.ended
         AND start_source = 'twitch.eventsub') s
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS rolls FROM foundry_rolls
       WHERE streamer_id = $1 AND rolled_at >= t.began AND rolled_at < t.ended) d`,
    [streamerId, channelId, startedAt, endedAt]
  )
  return (
    totals ?? { redemptions: 0, points: 0, refunds: 0, followers: 0, subscriptions: 0, rolls: 0 }
  )
}

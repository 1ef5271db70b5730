import { testSql } from '#tests/support/fixtures'

/** The set of (viewer, kind, state) of a channel's history, and of what its viewers bought. */
export async function statesOf(channelId: string): Promise<string[]> {
  const rows = await testSql().run<{ fact: string }>(
    `SELECT v.login || ' ' || fact AS fact FROM (
       SELECT viewer_id, 'follows ' || (unfollowed_at IS NULL) AS fact
       FROM follower_history WHERE channel_id = $1
       UNION SELECT viewer_id, 'subscribes ' || tier || ' ' || is_gift || ' ' || (ended_at IS NULL)
       FROM viewer_subscriptions WHERE channel_id = $1
       UNION SELECT viewer_id, role || ' ' || (revoked_at IS NULL)
       FROM viewer_roles WHERE channel_id = $1
       UNION SELECT r.viewer_id, 'redeemed ' || r.state
       FROM redemptions r JOIN twitch_accounts a ON a.user_id = r.streamer_id WHERE a.twitch_id = $1
     ) facts JOIN viewers v ON v.id = facts.viewer_id
     UNION ALL
     SELECT 'stream ' || (ended_at IS NULL) FROM stream_sessions WHERE channel_id = $1
     ORDER BY fact`,
    [channelId]
  )
  return rows.map(({ fact }) => fact)
}

import type { Sql } from '#core/sql'

/** How each of the showcase's viewers stands to the channel. Answers the id of Ashgrove. */
export async function createAudience(sql: Sql, channelId: string): Promise<string> {
  const rows = await sql.run<{ id: string; login: string }>('SELECT id, login FROM viewers')
  const idOf = (login: string) => rows.find((row) => row.login === login)?.id ?? ''

  await sql.run(
    `INSERT INTO follower_history (channel_id, viewer_id, followed_at, follow_source, unfollowed_at, unfollow_source)
     VALUES ($1, $2, now() - interval '400 days', 'twitch.poll', now() - interval '200 days', 'inferred'),
            ($1, $2, now() - interval '170 days', 'twitch.eventsub', NULL, NULL),
            ($1, $3, now() - interval '94 minutes', 'twitch.eventsub', NULL, NULL),
            ($1, $4, now() - interval '30 days', 'twitch.poll', NULL, NULL),
            ($1, $5, now() - interval '12 days', 'twitch.eventsub', now() - interval '80 minutes', 'inferred')`,
    [channelId, idOf('ashgrove'), idOf('juno'), idOf('odalys'), idOf('hexagonal_hare')]
  )
  await sql.run(
    `WITH gift AS (
       INSERT INTO subscription_gifts (channel_id, event_id, gifter_id, tier, total, found, gifted_at)
       VALUES ($1, 1, $2, '1000', 5, 1, now() - interval '70 minutes') RETURNING id)
     INSERT INTO viewer_subscriptions (channel_id, viewer_id, tier, is_gift, gifter_id, gift_id, started_at,
       start_source, ended_at, end_source, cumulative_months, streak_months, resubscribed_at)
     SELECT $1, $2::bigint, '1000', false, NULL::bigint, NULL::bigint, now() - interval '420 days', 'twitch.poll',
            NULL::timestamptz, NULL, 14, 3, now() - interval '61 minutes'
     UNION ALL SELECT $1, $3::bigint, '1000', true, $2::bigint, id, now() - interval '70 minutes',
            'twitch.eventsub', NULL, NULL, NULL, NULL, NULL FROM gift
     UNION ALL SELECT $1, $4::bigint, '2000', false, NULL, NULL, now() - interval '66 minutes', 'twitch.poll',
            NULL, NULL, NULL, NULL, NULL`,
    [channelId, idOf('ashgrove'), idOf('perrin'), idOf('odalys')]
  )
  await sql.run(
    `INSERT INTO viewer_roles (channel_id, viewer_id, role, granted_at, grant_source, revoked_at, revoke_source)
     VALUES ($1, $2, 'vip', now() - interval '90 days', 'twitch.eventsub', NULL, NULL),
            ($1, $2, 'moderator', now() - interval '300 days', 'twitch.poll', now() - interval '120 days', 'twitch.eventsub'),
            ($1, $3, 'moderator', now() - interval '40 minutes', 'twitch.eventsub', NULL, NULL)`,
    [channelId, idOf('ashgrove'), idOf('odalys')]
  )
  return idOf('ashgrove')
}

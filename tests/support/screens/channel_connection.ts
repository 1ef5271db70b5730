import type { Sql } from '#core/sql'

const PRESENT = [
  'channel.channel_points_custom_reward_redemption.add',
  'channel.channel_points_custom_reward_redemption.update',
  'channel.channel_points_custom_reward.remove',
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.raid',
  'channel.follow',
  'channel.moderator.add',
  'channel.moderator.remove',
  'channel.vip.add',
]
const FORBIDDEN = [
  'channel.subscribe',
  'channel.subscription.message',
  'channel.subscription.gift',
  'channel.subscription.end',
]

/** A channel that is connected after a few losses, without a permission and with something not done yet. */
export async function createConnection(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `UPDATE eventsub_connections SET state = 'connected', session_id = 'AgoQ2xhc3NpYyBjb25uZWN0aW9uEgZjZWxsLWI',
       connected_at = now() - interval '95 minutes', last_message_at = now(), last_gap_seconds = 132,
       last_gap_at = now() - interval '95 minutes', last_gap_unlisted = '{channel_updated,raid}'
     WHERE streamer_id = $1`,
    [streamerId]
  )
  await sql.run(
    `INSERT INTO eventsub_subscriptions (id, streamer_id, type, version, condition, transport, target, status,
       enabled_at, last_event_at)
     SELECT gen_random_uuid(), $1, type, '1', '{}', 'websocket', 'session', 'enabled', now(),
       CASE WHEN place % 3 <> 2 THEN now() - make_interval(mins => (3 + place * 11)::int) END
     FROM unnest($2::text[]) WITH ORDINALITY AS t(type, place)`,
    [streamerId, PRESENT]
  )
  await sql.run(
    `INSERT INTO eventsub_subscriptions (id, streamer_id, type, version, condition, transport, target, status,
       reason, missing_scope)
     SELECT gen_random_uuid(), $1::uuid, type, '1', '{}'::jsonb, 'websocket', 'session', 'refused', NULL::text,
       'channel:read:subscriptions' FROM unnest($2::text[]) AS t(type)
     UNION ALL SELECT gen_random_uuid(), $1::uuid, 'channel.vip.remove', '1', '{}', 'websocket', 'session', 'wanted',
       'Twitch asks for a pause. It is tried again by itself.', NULL`,
    [streamerId, FORBIDDEN]
  )
  await sql.run(
    `INSERT INTO connection_history (streamer_id, transport, state, reason, gap_seconds, unlisted_kinds, at)
     SELECT $1, 'websocket', state, reason, gap, kinds::text[], now() - make_interval(mins => minutes)
     FROM (VALUES
       ('connected', NULL, NULL::int, NULL, 4000),
       ('reconnecting', 'Nothing was heard for 20 seconds.', NULL, NULL, 1210),
       ('connected', NULL, NULL, NULL, 1180),
       ('gap', NULL, 1800, '{}', 1180),
       ('reconnecting', 'Twitch closed the connection (4004).', NULL, NULL, 700),
       ('failed', 'Twitch no longer accepts the connection. Reconnect your Twitch account.', NULL, NULL, 660),
       ('stopped', NULL, NULL, NULL, 560),
       ('connecting', NULL, NULL, NULL, 420),
       ('connected', NULL, NULL, NULL, 419),
       ('gap', NULL, 16860, '{channel_updated,raid}', 419),
       ('reconnecting', 'Twitch closed the connection (4000).', NULL, NULL, 97),
       ('connected', NULL, NULL, NULL, 95),
       ('gap', NULL, 132, '{channel_updated,raid}', 95)
     ) AS t(state, reason, gap, kinds, minutes)`,
    [streamerId]
  )
}

/** What could not be handled, in both states. */
export async function createFailures(sql: Sql, channelId: string): Promise<void> {
  await sql.run(
    `INSERT INTO event_failures (channel_id, kind, handler, message_id, message, state, reason, attempts,
       next_attempt_at, failed_at)
     SELECT $1, kind, handler, gen_random_uuid()::text, message::jsonb, state, reason, attempts,
       now() + interval '40 seconds', now() - make_interval(mins => minutes)
     FROM (VALUES
       ('redemption_added', 'ledger', 'retrying', 'The database did not answer.', 4, 1,
         '{"type":"channel.channel_points_custom_reward_redemption.add","event":{"id":"r-9"}}'),
       ('channel.follow', 'normalise', 'parked', 'event.followed_at: a date was expected', 1, 12,
         '{"type":"channel.follow","version":"2","event":{"user_login":"perrin","followed_at":"yesterday"}}'),
       ('stream_online', 'stream_state', 'parked', 'Connection terminated unexpectedly', 9, 165,
         '{"type":"stream.online","event":{"type":"live"}}')
     ) AS t(kind, handler, state, reason, attempts, minutes, message)`,
    [channelId]
  )
}

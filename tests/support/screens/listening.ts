import type { Sql } from '#core/sql'

/** Mira's channel: followers by polling since a while ago, roles by events, and subscribers not allowed yet. */
export async function listenTo(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `UPDATE twitch_accounts SET scopes = scopes
       || '{moderator:read:followers,moderation:read,channel:read:vips}' WHERE user_id = $1`,
    [streamerId]
  )
  await sql.run(
    `INSERT INTO channel_features (streamer_id, feature)
     SELECT $1, feature FROM unnest('{followers,subscribers,roles}'::text[]) AS t(feature)`,
    [streamerId]
  )
  await sql.run(
    `INSERT INTO channel_polls (streamer_id, channel_id, subject, mode, mode_since, mode_reason, next_at,
       finished_at, last_listed, last_found, last_gone)
     SELECT $1, a.twitch_id, p.subject, p.mode, now() - p.since, p.reason, now() + p.next, now() - p.last,
       p.listed, p.found, p.gone
     FROM twitch_accounts a, (VALUES
       ('followers', 'taking_over', interval '6 minutes', 'connection', interval '50 seconds', interval '40 seconds', 1842, 3, 1),
       ('subscribers', 'blocked', interval '2 hours', 'permission', interval '0', NULL, NULL, NULL, NULL),
       ('moderators', 'standing_by', interval '3 days', NULL, interval '2 hours', interval '70 minutes', 4, 0, 0),
       ('vips', 'standing_by', interval '3 days', NULL, interval '3 hours', interval '65 minutes', 11, 1, 0)
     ) AS p(subject, mode, since, reason, next, last, listed, found, gone)
     WHERE a.user_id = $1`,
    [streamerId]
  )
}

import { type Sql } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import type { Method } from '#channels/eventsub/transports/transport'
import { IS_LISTENED_TO, wantedColumns } from '#channels/eventsub/subscriptions/wanted_types'

/** How long Twitch may take to ask for the proof that our address is ours. */
const PROOF_SECONDS = 60

/**
 * Brings the rows in line with what is wanted, in one statement for all streamers: adds what is missing, begins anew
 * what has changed or may be tried again, and drops what nobody wants any more, so that it is
 * deleted at Twitch. What is in order is not touched.
 *
 * @param considered SQL of `(streamer_id, target)`: whose rows are meant, and what they deliver to
 * @returns the streamers for whom something has changed
 */
const plan = (considered: string) => `
  WITH types AS MATERIALIZED (
    SELECT type, version, condition, string_to_array(scopes, ' ') AS scopes,
      string_to_array(also, ' ') AS also, string_to_array(features, ' ') AS features
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS t(type, version, condition, scopes, also, features)
  ), considered AS MATERIALIZED (${considered}
  ), streamers AS MATERIALIZED (
    SELECT c.streamer_id, c.target, a.twitch_id, a.scopes,
      ARRAY(SELECT f.feature FROM channel_features f WHERE f.streamer_id = c.streamer_id) AS features
    FROM considered c
    JOIN twitch_accounts a ON a.user_id = c.streamer_id AND a.state = 'valid' AND ${IS_LISTENED_TO}
  ), wanted AS MATERIALIZED (
    SELECT s.streamer_id, s.target, t.type, t.version,
      replace(t.condition, '{id}', s.twitch_id)::jsonb AS condition,
      CASE WHEN t.scopes <> '{}' AND NOT s.scopes && t.scopes THEN t.scopes[1]
           WHEN NOT s.scopes @> t.also THEN t.also[1] END AS missing_scope
    FROM streamers s CROSS JOIN types t
    WHERE t.features = '{}' OR t.features && s.features
  ), changed AS MATERIALIZED (
    SELECT s.id, w.streamer_id, w.target, w.version, w.condition, w.missing_scope,
      s.twitch_id, s.status AS was, s.target = w.target AS is_same_target,
      s.status = 'pending' AND s.target = w.target AND s.version = w.version
        AND s.condition = w.condition AS is_unproven
    FROM wanted w
    JOIN eventsub_subscriptions s
      ON s.streamer_id = w.streamer_id AND s.type = w.type AND s.transport = $7
    WHERE s.target IS DISTINCT FROM w.target OR s.version <> w.version OR s.condition <> w.condition
      OR (w.missing_scope IS NULL AND s.missing_scope IS NOT NULL)
      OR (w.missing_scope IS NOT NULL AND s.status = 'wanted')
      OR (w.missing_scope IS NULL AND s.status IN ('refused', 'revoked') AND s.next_attempt_at <= now())
      OR (s.status = 'pending' AND s.updated_at < now() - make_interval(secs => ${PROOF_SECONDS}))
    ORDER BY s.id FOR NO KEY UPDATE OF s
  ), renewed AS (
    UPDATE eventsub_subscriptions s SET
      target = c.target, version = c.version, condition = c.condition, missing_scope = c.missing_scope,
      status = CASE WHEN c.missing_scope IS NULL THEN 'wanted' ELSE 'refused' END,
      reason = CASE WHEN c.missing_scope IS NOT NULL THEN $8
                    WHEN c.is_unproven THEN $9
                    WHEN c.was IN ('refused', 'revoked') AND c.is_same_target THEN s.reason END,
      attempts = CASE WHEN c.is_same_target THEN s.attempts ELSE 0 END,
      next_attempt_at = CASE
        WHEN c.missing_scope IS NOT NULL THEN 'infinity'
        WHEN c.is_unproven THEN now() + make_interval(secs => LEAST(600, 15 * 2 ^ LEAST(s.attempts, 10)))
        ELSE now() END,
      twitch_id = NULL, enabled_at = NULL, cost = 0, updated_at = now()
    FROM changed c WHERE s.id = c.id
  ), added AS (
    INSERT INTO eventsub_subscriptions
      (id, streamer_id, type, version, condition, transport, target, status, missing_scope, reason, next_attempt_at)
    SELECT gen_random_uuid(), w.streamer_id, w.type, w.version, w.condition, $7, w.target,
      CASE WHEN w.missing_scope IS NULL THEN 'wanted' ELSE 'refused' END, w.missing_scope,
      CASE WHEN w.missing_scope IS NOT NULL THEN $8 END,
      CASE WHEN w.missing_scope IS NULL THEN now() ELSE 'infinity' END
    FROM wanted w
    -- Looked up by its key for each: a join would go through all that is being added, again and again.
    WHERE $10 AND (
      SELECT s.id FROM eventsub_subscriptions s
      WHERE s.streamer_id = w.streamer_id AND s.type = w.type AND s.transport = $7) IS NULL
    ON CONFLICT (streamer_id, type, transport) DO NOTHING
    RETURNING streamer_id
  ), dropped AS (
    DELETE FROM eventsub_subscriptions s USING considered c
    WHERE s.streamer_id = c.streamer_id AND s.transport = $7
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.streamer_id = s.streamer_id AND w.type = s.type)
      -- Why it ended stays to be read, until the streamer has consented again.
      AND NOT (s.status = 'revoked' AND EXISTS (
        SELECT FROM twitch_accounts a WHERE a.user_id = s.streamer_id AND a.state <> 'valid'))
    RETURNING s.streamer_id, s.twitch_id
  ), over AS (
    INSERT INTO eventsub_removals (twitch_id, broadcaster_id)
    SELECT o.twitch_id, CASE WHEN $7 = 'websocket' THEN a.twitch_id END
    FROM (
      SELECT streamer_id, twitch_id FROM dropped
      -- A WebSocket session takes its subscriptions along.
      UNION ALL SELECT streamer_id, twitch_id FROM changed WHERE is_same_target OR $7 <> 'websocket'
    ) o JOIN twitch_accounts a ON a.user_id = o.streamer_id
    WHERE o.twitch_id IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT DISTINCT streamer_id FROM (
    SELECT streamer_id FROM changed UNION ALL SELECT streamer_id FROM added UNION ALL SELECT streamer_id FROM dropped
  ) t`

const FOR_ALL = plan(`
    SELECT user_id AS streamer_id, $11::text AS target FROM twitch_accounts`)

const FOR_SESSIONS = plan(`
    SELECT * FROM unnest($11::uuid[], $12::text[]) AS t(streamer_id, target)`)

const MISSING_SCOPE = new TwitchError('missing_scope').message
const UNPROVEN = 'Twitch could not reach this server at its public address.'

/** All streamers, over a transport that the whole installation shares. */
export async function planForAll(sql: Sql, method: Method, target: string): Promise<string[]> {
  return run(sql, FOR_ALL, method, true, [target])
}

export interface Session {
  streamerId: string
  sessionId: string
}

/**
 * These streamers, each over a WebSocket session of their own.
 *
 * @param mayAdd false when the session only goes on until another transport has taken over
 */
export async function planForSessions(sql: Sql, sessions: Session[], mayAdd: boolean) {
  return run(sql, FOR_SESSIONS, 'websocket', mayAdd, [
    sessions.map(({ streamerId }) => streamerId),
    sessions.map(({ sessionId }) => sessionId),
  ])
}

async function run(
  sql: Sql,
  text: string,
  method: Method,
  mayAdd: boolean,
  considered: (string | string[])[]
): Promise<string[]> {
  const rows = await sql.run<{ streamer_id: string }>(text, [
    ...wantedColumns(method),
    method,
    MISSING_SCOPE,
    UNPROVEN,
    mayAdd,
    ...considered,
  ])
  return rows.map((row) => row.streamer_id)
}

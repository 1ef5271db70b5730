import type { Sql } from '#core/sql'
import type { Method } from '#channels/eventsub/transports/transport'
import { IS_LISTENED_TO } from '#channels/eventsub/subscriptions/wanted_types'

/**
 * The state of each streamer's connection over a transport that all share: by its subscriptions, and by
 * whether anybody receives. While it takes over from another transport, a row is changed
 * only once the new one is connected, or when the old one is not either.
 */
const KEEP = `
  WITH receiver AS MATERIALIZED (
    SELECT COALESCE(bool_or(state = 'connected'), false) AS is_there, min(reason) AS reason
    FROM eventsub_receivers WHERE transport = $1
  ), subscribed AS MATERIALIZED (
    SELECT streamer_id, bool_or(status = 'enabled') AS any_enabled,
      bool_or(status IN ('wanted', 'pending')) AS any_waiting, min(reason) AS reason
    FROM eventsub_subscriptions
    WHERE transport = $1 AND streamer_id IS NOT NULL
      AND ($3::uuid[] IS NULL OR streamer_id = ANY ($3::uuid[]))
    GROUP BY streamer_id
  ), found AS MATERIALIZED (
    SELECT a.user_id AS streamer_id,
      CASE WHEN a.state <> 'valid' THEN 'failed'
           WHEN NOT ${IS_LISTENED_TO} THEN 'stopped'
           WHEN s.any_enabled AND r.is_there THEN 'connected'
           WHEN s.any_enabled THEN 'reconnecting'
           WHEN s.any_waiting OR s.streamer_id IS NULL THEN 'connecting'
           ELSE 'failed' END AS state,
      CASE WHEN a.state <> 'valid' THEN $2
           WHEN s.any_enabled AND NOT r.is_there THEN r.reason
           WHEN NOT s.any_enabled THEN s.reason END AS reason,
      c.state AS was, c.reason AS was_because, c.transport
    FROM twitch_accounts a CROSS JOIN receiver r
    LEFT JOIN subscribed s ON s.streamer_id = a.user_id
    LEFT JOIN eventsub_connections c ON c.streamer_id = a.user_id
    WHERE (s.streamer_id IS NOT NULL OR c.transport = $1)
      AND ($3::uuid[] IS NULL OR a.user_id = ANY ($3::uuid[]))
  ), changed AS MATERIALIZED (
    SELECT * FROM found
    WHERE (state, transport) IS DISTINCT FROM (was, $1) OR reason IS DISTINCT FROM was_because
  ), kept AS (
    INSERT INTO eventsub_connections AS c (streamer_id, transport, state, reason, connected_at)
    SELECT streamer_id, $1, state, reason, CASE WHEN state = 'connected' THEN now() END
    FROM changed ORDER BY streamer_id
    ON CONFLICT (streamer_id) DO UPDATE SET transport = excluded.transport, state = excluded.state,
      reason = excluded.reason, session_id = NULL,
      connected_at = COALESCE(excluded.connected_at, c.connected_at), updated_at = now()
    WHERE (c.transport = excluded.transport OR excluded.state = 'connected' OR c.state <> 'connected')
      -- Somebody else may have written it meanwhile.
      AND (c.state, c.transport, c.reason) IS DISTINCT FROM (excluded.state, excluded.transport, excluded.reason)
    RETURNING streamer_id, state, reason
  ), history AS (
    INSERT INTO connection_history (streamer_id, transport, state, reason)
    SELECT streamer_id, $1, state, reason FROM kept
  ), told AS (
    -- What was before is asked for.
    SELECT pg_notify('reconciliations', streamer_id::text), pg_notify('polling', streamer_id::text)
    FROM kept JOIN changed USING (streamer_id)
    WHERE kept.state = 'connected' AND changed.was IS DISTINCT FROM 'connected'
  )
  SELECT streamer_id, (SELECT count(*) FROM told) FROM kept`

const RECONNECT = 'Twitch no longer accepts the connection. Reconnect your Twitch account.'

/**
 * @param streamerIds these only; all when null
 * @returns the streamers whose connection is in another state now
 */
export async function keepSharedStates(
  sql: Sql,
  method: Method,
  streamerIds: string[] | null = null
): Promise<string[]> {
  const rows = await sql.run<{ streamer_id: string }>(KEEP, [method, RECONNECT, streamerIds])
  return rows.map((row) => row.streamer_id)
}

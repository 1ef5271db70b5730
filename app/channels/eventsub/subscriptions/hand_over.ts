import type { Sql } from '#core/sql'
import { IS_LISTENED_TO } from '#channels/eventsub/subscriptions/wanted_types'
import type { Method } from '#channels/eventsub/transports/transport'

/** How long both transports deliver: what Twitch had sent by the old one is here by then. */
const OVERLAP_SECONDS = 3

/**
 * For SQL, of a row `o` of another transport: the chosen one, `$1`, delivers the same by now, or it is
 * known that no transport can, or nobody wants it any more.
 */
const IS_COVERED = `(
  o.status NOT IN ('pending', 'enabled')
  OR EXISTS (
    SELECT FROM eventsub_subscriptions n
    WHERE n.streamer_id = o.streamer_id AND n.type = o.type AND n.transport = $1
      AND (n.missing_scope IS NOT NULL
        OR n.status = 'enabled' AND n.enabled_at < now() - make_interval(secs => ${OVERLAP_SECONDS})))
  OR EXISTS (
    SELECT FROM eventsub_subscriptions n
    WHERE n.streamer_id = o.streamer_id AND n.transport = $1 AND n.status = 'enabled'
      AND n.enabled_at < now() - make_interval(secs => ${OVERLAP_SECONDS}))
    AND NOT EXISTS (
      SELECT FROM eventsub_subscriptions n
      WHERE n.streamer_id = o.streamer_id AND n.type = o.type AND n.transport = $1)
  OR NOT EXISTS (
    SELECT FROM twitch_accounts a
    WHERE a.user_id = o.streamer_id AND a.state = 'valid' AND ${IS_LISTENED_TO}))`

interface HandedOver {
  /** What the chosen transport delivers by now. */
  dropped: number
  /** What others have to deliver still. */
  waiting: number
}

/**
 * Drops what other transports had and the chosen one has taken over. A conduit is not taken apart: it goes
 * as a whole, once nothing of it is needed.
 */
export async function handOver(sql: Sql, method: Method): Promise<HandedOver> {
  const [row] = await sql.run<{ dropped: number; others: number }>(
    `WITH over AS (
       DELETE FROM eventsub_subscriptions o
       WHERE o.streamer_id IS NOT NULL AND o.transport NOT IN ($1, 'conduit') AND ${IS_COVERED}
       RETURNING o.twitch_id, o.transport
     ), removals AS (
       -- A WebSocket session takes its subscriptions along.
       INSERT INTO eventsub_removals (twitch_id)
       SELECT twitch_id FROM over WHERE twitch_id IS NOT NULL AND transport <> 'websocket'
       ON CONFLICT DO NOTHING
     )
     SELECT (SELECT count(*) FROM over)::int AS dropped,
       (SELECT count(*) FROM eventsub_subscriptions o
        WHERE o.streamer_id IS NOT NULL AND o.transport <> $1)::int AS others`,
    [method]
  )
  const { dropped, others } = row ?? { dropped: 0, others: 0 }
  return { dropped, waiting: others - dropped }
}

/** Whether the conduit still delivers something that the chosen transport does not. */
export async function isConduitNeeded(sql: Sql, method: Method): Promise<boolean> {
  const [row] = await sql.run(
    `SELECT FROM eventsub_subscriptions o
     WHERE o.streamer_id IS NOT NULL AND o.transport = 'conduit' AND NOT ${IS_COVERED} LIMIT 1`,
    [method]
  )
  return row !== undefined
}

import type { Sql } from '#core/sql'
import type { Method } from '#channels/eventsub/transports/transport'
import { unlistedColumns } from '#channels/eventsub/unlisted_kinds'

/** How long a channel was not listened to. */
export interface Gap {
  since: Date
  until: Date
}

/**
 * A gap has ended: notes how long it was and which kinds of events in it no list of Twitch's names,
 * and has everybody look who can find out about the others: the ledger's reconciliation and polling.
 *
 * @param gaps SQL of `(streamer_id, transport, seconds)`
 */
const record = (gaps: string) => `
  WITH unlisted AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(type, kind, rank)
  ), gaps AS MATERIALIZED (
    SELECT g.streamer_id, g.transport, GREATEST(0, round(g.seconds))::int AS seconds,
      COALESCE((
        SELECT array_agg(u.kind ORDER BY u.rank) FROM unlisted u
        WHERE EXISTS (SELECT FROM eventsub_subscriptions s
          WHERE s.streamer_id = g.streamer_id AND s.type = u.type AND s.status <> 'refused')
      ), '{}') AS kinds
    FROM (${gaps}) g
  ), noted AS (
    UPDATE eventsub_connections c SET last_gap_seconds = g.seconds, last_gap_at = now(),
      last_gap_unlisted = g.kinds
    FROM gaps g WHERE g.streamer_id = c.streamer_id
  ), history AS (
    INSERT INTO connection_history (streamer_id, transport, state, gap_seconds, unlisted_kinds)
    SELECT streamer_id, transport, 'gap', seconds, kinds FROM gaps
  )
  SELECT pg_notify('reconciliations', streamer_id::text), pg_notify('polling', streamer_id::text) FROM gaps`

const OF_STREAMER = record(
  'SELECT $3::uuid AS streamer_id, $4::text AS transport, $5::float8 AS seconds'
)

/** Of all who are listened to that way; until now. */
const OF_ALL = record(`
  SELECT streamer_id, transport, extract(epoch FROM now() - $4::timestamptz) AS seconds
  FROM eventsub_connections WHERE transport = $3`)

/** Of those whom these subscriptions are about. */
const OF_SUBSCRIPTIONS = record(`
  SELECT s.streamer_id, min(s.transport) AS transport, max(t.seconds) AS seconds
  FROM unnest($3::text[], $4::float8[]) AS t(id, seconds)
  JOIN eventsub_subscriptions s ON s.twitch_id = t.id
  WHERE s.streamer_id IS NOT NULL GROUP BY s.streamer_id`)

const secondsOf = ({ since, until }: Gap) => (until.getTime() - since.getTime()) / 1_000

export async function recordGap(sql: Sql, streamerId: string, method: Method, gap: Gap) {
  await sql.run(OF_STREAMER, [...unlistedColumns(), streamerId, method, secondsOf(gap)])
}

export async function recordGapOfAll(sql: Sql, method: Method, since: Date): Promise<void> {
  await sql.run(OF_ALL, [...unlistedColumns(), method, since.toISOString()])
}

/** Messages of these subscriptions came and were not stored, by Twitch's id. */
export async function recordMisses(sql: Sql, missed: [id: string, gap: Gap][]): Promise<void> {
  await sql.run(OF_SUBSCRIPTIONS, [
    ...unlistedColumns(),
    missed.map(([id]) => id),
    missed.map(([, gap]) => secondsOf(gap)),
  ])
}

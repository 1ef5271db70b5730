import type { Sql, SqlValue } from '#core/sql'
import type { EventSource } from '#twitch/events/channel_event'

/** One broadcast, from going live to going offline. */
export type SessionLine = {
  id: string
  title: string | null
  category: string | null
  /** When only its end was told: since when it is known to have been on the air. */
  startedAt: string
  /** Null when only its end was told. */
  startSource: EventSource | null
  /** Null while it is on the air. */
  endedAt: string | null
  endSource: EventSource | null
  /** Both null while nobody has counted. */
  peak: number | null
  mean: number | null
  redemptions: number
}

export type SessionsPage = { lines: SessionLine[]; next: string | null }

export interface Whose {
  streamerId: string
  channelId: string
}

const PAGE = 20

type Row = Omit<SessionLine, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date | null }

/** Near enough to its beginning to put streams in order; those of a channel never overlap. */
const ORDER = 'COALESCE(s.started_at, s.ended_at)'

/** A channel has few streams: all its rows are put in order, and only these are looked into. */
const describe = (sessions: string) => `
  SELECT s.id, s.title, s.category, t.began AS "startedAt", s.start_source AS "startSource",
         s.ended_at AS "endedAt", s.end_source AS "endSource", w.peak, w.mean, r.redemptions
  FROM (${sessions}) s
  CROSS JOIN LATERAL (
    SELECT max(viewers) AS peak, round(avg(viewers))::int AS mean, min(at) AS first
    FROM stream_samples WHERE session_id = s.id) w
  CROSS JOIN LATERAL (SELECT COALESCE(s.started_at, w.first, s.ended_at) AS began) t
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS redemptions FROM redemptions
    WHERE streamer_id = $1 AND redeemed_at >= t.began
      AND redeemed_at < COALESCE(s.ended_at, 'infinity')) r
  ORDER BY ${ORDER} DESC, s.id DESC`

const toLine = ({ startedAt, endedAt, ...row }: Row): SessionLine => ({
  ...row,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
})

/** The streams of a channel, newest first, after the one named. */
export async function sessionList(
  sql: Sql,
  { streamerId, channelId }: Whose,
  after: string | null
): Promise<SessionsPage> {
  const values: SqlValue[] = [streamerId, channelId, ...(after ? [after] : [])]
  const older = after
    ? `AND (${ORDER}, s.id) < (
         SELECT ${ORDER}, s.id FROM stream_sessions s WHERE s.id = $3 AND s.channel_id = $2)`
    : ''
  const rows = await sql.run<Row>(
    describe(`SELECT * FROM stream_sessions s WHERE s.channel_id = $2 ${older}
              ORDER BY ${ORDER} DESC, s.id DESC LIMIT ${PAGE + 1}`),
    values
  )
  const lines = rows.slice(0, PAGE).map(toLine)
  return { lines, next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null }
}

/** Null when there is none, or when it is another channel's. */
export async function sessionLine(
  sql: Sql,
  { streamerId, channelId }: Whose,
  id: string
): Promise<SessionLine | null> {
  const [row] = await sql.run<Row>(
    describe('SELECT * FROM stream_sessions WHERE channel_id = $2 AND id = $3'),
    [streamerId, channelId, id]
  )
  return row ? toLine(row) : null
}

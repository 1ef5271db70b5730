import type { Sql } from '#core/sql'
import type { ConnectionState } from '#channels/connection_changed'
import type { Method } from '#channels/eventsub/transports/transport'

/** A streamer whose events come in, or should. */
export type ListenedStreamer = {
  streamerId: string
  name: string
  login: string
  transport: Method
  state: ConnectionState
  reason: string | null
  isPaused: boolean
  lastEventAt: string | null
}

/** The ones to look at, and how many there are in all. */
export type ListenedStreamers = { total: number; connected: number; shown: ListenedStreamer[] }

type Row = Omit<ListenedStreamer, 'lastEventAt'> & { lastEventAt: Date | null }

const SHOWN = 100

/** Those that are not connected first. */
export async function listenedStreamers(sql: Sql): Promise<ListenedStreamers> {
  const [count] = await sql.run<{ total: number; connected: number }>(
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE state = 'connected'))::int AS connected
     FROM eventsub_states`
  )
  const rows = await sql.run<Row>(
    `SELECT s.streamer_id AS "streamerId", a.display_name AS name, a.login, s.transport, s.state,
            s.reason, p.streamer_id IS NOT NULL AS "isPaused", s.last_event_at AS "lastEventAt"
     FROM eventsub_states s
     JOIN twitch_accounts a ON a.user_id = s.streamer_id
     LEFT JOIN listening_pauses p ON p.streamer_id = s.streamer_id
     ORDER BY array_position('{failed,reconnecting,connecting,connected}'::text[], s.state) NULLS LAST,
       a.login LIMIT ${SHOWN}`
  )
  return {
    total: count?.total ?? 0,
    connected: count?.connected ?? 0,
    shown: rows.map((row) => ({ ...row, lastEventAt: row.lastEventAt?.toISOString() ?? null })),
  }
}

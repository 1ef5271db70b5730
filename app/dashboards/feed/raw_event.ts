import type { Sql } from '#core/sql'
import type { EventSource } from '#twitch/events/channel_event'
import { IS_ABOUT } from '#dashboards/feed/feed_query'

/** An event as it is stored, for whoever wants to see exactly that. */
export type RawEvent = {
  id: string
  kind: string
  version: number
  source: EventSource
  messageId: string
  at: string
  receivedAt: string
  /** Both null when the person it is about hides or was erased. */
  payload: Record<string, unknown> | null
  /** Exactly what came from Twitch; null also when nothing did. */
  rawPayload: Record<string, unknown> | null
  isWithheld: boolean
}

type Row = Omit<RawEvent, 'at' | 'receivedAt'> & { at: Date; receivedAt: Date }

/** Null when there is none, or when it is another channel's. */
export async function rawEvent(sql: Sql, channelId: string, id: string): Promise<RawEvent | null> {
  if (!/^\d{1,18}$/.test(id)) {
    return null
  }
  const [row] = await sql.run<Row>(
    `SELECT e.id, e.kind, e.version, e.source, e.message_id AS "messageId",
            e.created_at AS at, e.received_at AS "receivedAt",
            CASE WHEN NOT w.held THEN e.payload END AS payload,
            CASE WHEN NOT w.held THEN e.raw_payload END AS "rawPayload",
            w.held AS "isWithheld"
     FROM channel_events e LEFT JOIN viewers v ON ${IS_ABOUT}
     CROSS JOIN LATERAL (SELECT COALESCE(v.is_hidden OR v.erased_at IS NOT NULL, false)) AS w(held)
     WHERE e.id = $1::bigint AND e.channel_id = $2`,
    [id, channelId]
  )
  return row ? { ...row, at: row.at.toISOString(), receivedAt: row.receivedAt.toISOString() } : null
}

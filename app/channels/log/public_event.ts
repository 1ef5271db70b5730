import type { EventSource } from '#twitch/events/channel_event'

/**
 * An event as programs outside get it; docs/events.md says what they may rely on. Times are
 * ISO 8601 in UTC, also in the payload.
 */
export interface PublicEvent {
  /** The same whenever the same event is told again. */
  id: string
  source: EventSource
  kind: string
  /** Of the payload of this kind. */
  version: number
  createdAt: string
  receivedAt: string
  channelId: string
  userId: string | null
  payload: unknown
  rawPayload: unknown
}

export interface LogRow {
  messageId: string
  source: EventSource
  kind: string
  version: number
  createdAt: Date
  receivedAt: Date
  channelId: string
  userId: string | null
  payload: unknown
  rawPayload: unknown
}

/** For SQL, of `channel_events`. */
export const LOG_COLUMNS = `message_id AS "messageId", source, kind, version, created_at AS "createdAt",
  received_at AS "receivedAt", channel_id AS "channelId", user_id AS "userId", payload, raw_payload AS "rawPayload"`

export function toPublic(row: LogRow): PublicEvent {
  const { source, kind, version, channelId, userId, payload, rawPayload } = row
  return {
    id: row.messageId,
    source,
    kind,
    version,
    createdAt: row.createdAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    channelId,
    userId,
    payload,
    rawPayload,
  }
}

import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/sql'
import type { ChannelEventKind, EventSource } from '#twitch/events/channel_event'
import type { ChannelEventPayloads, Person } from '#twitch/events/payloads'
import { until } from '#tests/support/until'

interface Told<Kind extends ChannelEventKind> {
  kind: Kind
  payload: ChannelEventPayloads[Kind]
  /** Whom it is about. */
  userId?: string | null
  source?: EventSource
  /** ISO; now by default. */
  at?: string
  raw?: object | null
}

/** Somebody on Twitch whose id, login and name follow from one word. */
export const someone = (name: string, id: string = `9${name.length}${hash(name)}`): Person => ({
  id,
  login: name.toLowerCase(),
  displayName: name,
})

function hash(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7)
}

/** An event as the log holds it; answers its id. */
export async function channelEvent<Kind extends ChannelEventKind>(
  sql: Sql,
  channelId: string,
  { kind, payload, userId = null, source = 'twitch.eventsub', at, raw = {} }: Told<Kind>
): Promise<string> {
  const time = at ?? new Date().toISOString()
  const [row] = await sql.run<{ id: string }>(
    `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, user_id, payload,
       raw_payload, created_at, received_at)
     VALUES ($1, $2, $3, $4, $4, $5, $6::jsonb, $7::jsonb, $8::timestamptz, $8::timestamptz)
     RETURNING id`,
    [
      channelId,
      kind,
      source,
      randomUUID(),
      userId,
      JSON.stringify(payload),
      raw && JSON.stringify(raw),
      time,
    ]
  )
  return row?.id ?? ''
}

/** Somebody writes in chat. */
export function chat(sql: Sql, channelId: string, chatter: Person, text: string, at?: string) {
  return channelEvent(sql, channelId, {
    kind: 'chat_message',
    userId: chatter.id,
    at,
    payload: { chatter, messageId: randomUUID(), text, badges: [], bits: null, writtenIn: null },
  })
}

/** Somebody known, by the same word as `someone`; answers the id. */
export async function known(
  sql: Sql,
  { id, login, displayName }: Person,
  { isHidden = false, isErased = false } = {}
): Promise<string> {
  const [row] = await sql.run<{ id: string }>(
    `INSERT INTO viewers (twitch_id, login, display_name, is_hidden, erased_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::boolean THEN now() END) RETURNING id`,
    [id, login, displayName, isHidden, isErased]
  )
  return row?.id ?? ''
}

const READABLE = `
  SELECT coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) AS all FROM channel_events`

/**
 * Whoever follows the log waits for every transaction of this PostgreSQL that is older than what it
 * is to read, and the tests of another process write to the same one.
 */
export async function untilReadable(sql: Sql): Promise<void> {
  await until(
    'the log can be read to its end',
    async () => (await sql.run<{ all: boolean }>(READABLE))[0]?.all,
    30_000
  )
}

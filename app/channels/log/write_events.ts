import type { Sql } from '#core/sql'
import type { ChannelEvent } from '#twitch/events/channel_event'
import type { StoredEvent } from '#channels/log/channel_events_stored'
import { storableJson } from '#channels/log/storable_json'

/** An event with what makes it the same as another. */
export interface KeyedEvent {
  event: ChannelEvent
  key: string
  /** Where Twitch names it by nothing: by which subscriptions and messages it was told. */
  toldBy: string[] | null
}

/** As jsonb, since it holds jsonb: parsed once, and nothing has to be escaped twice. */
const WRITE = `
  INSERT INTO channel_events (channel_id, kind, version, source, message_id, event_key, told_by,
    user_id, payload, raw_payload, created_at, received_at)
  SELECT c, k, v, s, m, e, t, u, p, r, to_timestamp(a / 1000), to_timestamp(b / 1000)
  FROM jsonb_to_recordset($1::jsonb)
    AS x(c text, k text, v smallint, s text, m text, e text, t text[], u text, p jsonb, r jsonb, a float8, b float8)
  ON CONFLICT (channel_id, kind, event_key) DO NOTHING
  RETURNING id, channel_id AS "channelId", kind, event_key AS key`

interface Written {
  id: number
  channelId: string
  kind: string
  key: string
}

/** Twice in one statement is twice as wrong: who came first stays. */
const nameOf = (channelId: string, kind: string, key: string) => `${channelId} ${kind} ${key}`

/** @returns those that were not there before */
export function writeEvents(sql: Sql, events: KeyedEvent[]): Promise<StoredEvent[]> {
  const given = new Map<string, KeyedEvent>()
  for (const one of events) {
    const name = nameOf(one.event.channelId, one.event.kind, one.key)
    if (!given.has(name)) given.set(name, one)
  }
  if (given.size === 0) {
    return Promise.resolve([])
  }
  // In one order, so that two transactions cannot wait for each other.
  const names = [...given.keys()].sort()
  const rows = names.flatMap((name) => given.get(name) ?? []).map(toRow)
  const isNew = ({ id, channelId, kind, key }: Written): StoredEvent[] => {
    const found = given.get(nameOf(channelId, kind, key))
    return found ? [{ ...found.event, place: id }] : []
  }
  // What throws here throws before anything is sent: a batch is then not taken for stored.
  const written = sql.run<Written>(WRITE, [storableJson(rows)])
  return written.then((them) => them.flatMap(isNew))
}

const toRow = ({ event, key, toldBy }: KeyedEvent) => ({
  c: event.channelId,
  k: event.kind,
  v: event.version,
  s: event.source,
  m: event.id,
  e: key,
  t: toldBy,
  u: event.userId,
  p: event.payload,
  r: event.rawPayload,
  a: event.createdAt.getTime(),
  b: event.receivedAt.getTime(),
})

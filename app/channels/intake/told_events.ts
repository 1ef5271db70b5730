import type { ChannelEvent } from '#twitch/events/channel_event'
import { contentOf } from '#channels/log/event_key'
import type { KeyedEvent } from '#channels/log/write_events'
import type { Sql } from '#core/sql'

/** An event that Twitch names by nothing, with who told it. */
export interface Told {
  event: ChannelEvent
  subscriptionId: string
}

/** In the log already, or about to be. */
export interface Known {
  /** Null while it is about to be. */
  id: number | null
  key: string
  at: number
  toldBy: string[]
}

/** Two subscriptions tell of one event within so long of each other. */
const TWIN_MS = 5_000
/** A message may be sent again, with another time, as long as one is taken at all. */
const AGAIN_MS = 10 * 60_000

/** Sorts by content, then by time: what may be the same stands side by side. */
const keyOf = (content: string, at: number, id = '') =>
  `${content}.${String(Math.max(0, at)).padStart(15, '0')}.${id}`
const timeOf = (key: string) => Number(key.split('.')[1])
const entryOf = ({ event, subscriptionId }: Told) => `${subscriptionId} ${event.id}`

const FIND = `
  SELECT e.id, e.channel_id AS channel, e.kind, e.event_key AS key, e.told_by AS "toldBy"
  FROM jsonb_to_recordset($1::jsonb)
    AS x(channel text, kind text, low text, high text, near text, far text, told text[])
  JOIN channel_events e ON e.channel_id = x.channel AND e.kind = x.kind
    AND e.event_key > x.low AND e.event_key < x.high
    AND ((e.event_key > x.near AND e.event_key < x.far) OR e.told_by && x.told)`

const TOLD_AGAIN = `
  UPDATE channel_events e SET told_by = x.told
  FROM jsonb_to_recordset($1::jsonb) AS x(id bigint, told text[]) WHERE e.id = x.id`

/**
 * Finds out which of these are new. The caller holds their channels, so that nobody
 * else decides about the same event.
 */
export async function newOnes(sql: Sql, told: Told[]): Promise<KeyedEvent[]> {
  if (told.length === 0) {
    return []
  }
  const groups = Map.groupBy(told, ({ event }) =>
    groupOf(event.channelId, event.kind, contentOf(event))
  )
  const rows = await sql.run<Known & { id: number; channel: string; kind: string }>(FIND, [
    JSON.stringify(groups.values().map(rangeOf).toArray()),
  ])
  const known = Map.groupBy(
    rows.map((row) => ({ ...row, at: timeOf(row.key) })),
    ({ channel, kind, key }) => groupOf(channel, kind, key.split('.')[0])
  )

  const fresh: KeyedEvent[] = []
  const again = new Map<number, string[]>()
  for (const [group, ones] of groups) {
    const among: Known[] = known.get(group) ?? []
    for (const one of ones) {
      const same = sameAs(one, among)
      if (!same) {
        const at = one.event.createdAt.getTime()
        const key = keyOf(contentOf(one.event), at, one.event.id)
        const toldBy = [entryOf(one)]
        among.push({ id: null, key, at, toldBy })
        fresh.push({ event: one.event, key, toldBy })
      } else if (!same.toldBy.includes(entryOf(one))) {
        same.toldBy.push(entryOf(one))
        if (same.id !== null) again.set(same.id, same.toldBy)
      }
    }
  }
  if (again.size > 0) {
    const tellings = [...again].map(([id, toldBy]) => ({ id, told: toldBy }))
    await sql.run(TOLD_AGAIN, [JSON.stringify(tellings)])
  }
  return fresh
}

const groupOf = (channel: string, kind: string, content: string) => `${channel} ${kind} ${content}`

/** Where to look for those with this content: all that were told at about that time, or by these messages. */
function rangeOf(group: Told[]) {
  const [{ event }] = group
  const times = group.map((one) => one.event.createdAt.getTime())
  const content = contentOf(event)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  return {
    channel: event.channelId,
    kind: event.kind,
    low: keyOf(content, first - AGAIN_MS),
    high: keyOf(content, last + AGAIN_MS),
    near: keyOf(content, first - TWIN_MS),
    far: keyOf(content, last + TWIN_MS + 1),
    told: group.map(entryOf),
  }
}

/**
 * The event that this tells of again: the same message, or what another subscription
 * told of at that time and this one has not. Two that one subscription tells of are two.
 */
export function sameAs(one: Told, known: Known[]): Known | undefined {
  const entry = entryOf(one)
  const told = known.find(({ toldBy }) => toldBy.includes(entry))
  if (told) {
    return told
  }
  const at = one.event.createdAt.getTime()
  const isByUs = (by: string) => by.startsWith(`${one.subscriptionId} `)
  const [twin] = known
    .filter((other) => Math.abs(other.at - at) <= TWIN_MS && !other.toldBy.some(isByUs))
    .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
  return twin
}

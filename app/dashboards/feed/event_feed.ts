import type { Sql } from '#core/sql'
import type { EventSource } from '#twitch/events/channel_event'
import { type StoredEvent, tell } from '#dashboards/feed/words/tell'
import type { FeedFilter } from '#dashboards/feed/feed_filter'
import { feedQuery, PAGE, type Place, SIFTED } from '#dashboards/feed/feed_query'
import { groupOf, type KindGroup } from '#dashboards/feed/kind_groups'

/** One event of a channel as a person reads it: `who`, then `what`. */
export type FeedLine = {
  id: string
  kind: string
  /** Null for what another version of the app has stored. */
  group: KindGroup | null
  who: string | null
  /** Leads to the profile; null for who is not known, hides, or was erased. */
  viewerId: string | null
  what: string
  quote: string | null
  source: EventSource
  at: string
}

export type FeedPage = {
  lines: FeedLine[]
  /** The event after which the next page begins; null on the last one. */
  next: string | null
  /** How far back was looked for what is wanted, when it was not all. */
  searchedTo: string | null
}

type Found = StoredEvent & {
  id: string
  source: EventSource
  created_at: Date
  received_at: Date
  viewer_id: string | null
  is_hidden: boolean | null
  is_erased: boolean | null
}

/** How many events were looked into, and the oldest of them. */
interface Looked {
  looked: number
  looked_to: string | null
  looked_to_at: Date | null
}

type Row = (Found & Looked) | ({ id: null } & Looked)

/** What happened on a channel, newest first, after the event that the filter names. */
export async function eventFeed(
  sql: Sql,
  channelId: string,
  filter: FeedFilter
): Promise<FeedPage> {
  const after = filter.after ? await placeOf(sql, channelId, filter.after) : null
  const people = filter.viewer ? await idsOf(sql, filter.viewer) : []
  const { text, values } = feedQuery({ channelId, filter, after, people })
  const rows = await sql.run<Row>(text, values)
  const found = rows.filter((row) => row.id !== null)
  const lines = found.slice(0, PAGE).map(toLine)
  const [first] = rows

  if (found.length > PAGE) {
    return { lines, next: lines.at(-1)?.id ?? null, searchedTo: null }
  }
  return first && first.looked === SIFTED
    ? { lines, next: first.looked_to, searchedTo: first.looked_to_at?.toISOString() ?? null }
    : { lines, next: null, searchedTo: null }
}

function toLine(row: Found): FeedLine {
  const { who, what, quote } = tell(row)

  return {
    id: row.id,
    kind: row.kind,
    group: groupOf(row.kind),
    who: nameOf(who, row.is_hidden ?? false),
    viewerId: row.is_hidden ? null : row.viewer_id,
    what,
    quote: row.is_erased ? null : quote || null,
    source: row.source,
    at: row.created_at.toISOString(),
  }
}

function nameOf(who: ReturnType<typeof tell>['who'], isHidden: boolean): string | null {
  if (who === null) {
    return null
  }
  if (who === 'anonymous') {
    return 'Somebody anonymous'
  }
  return isHidden ? 'A viewer' : who.displayName
}

/** Null for an event that is gone: the feed then starts at its beginning. */
async function placeOf(sql: Sql, channelId: string, id: string): Promise<Place | null> {
  const [place] = await sql.run<Place>(
    `SELECT id, created_at::text AS at FROM channel_events WHERE id = $1::bigint AND channel_id = $2`,
    [id, channelId]
  )
  return place ?? null
}

/** Twitch gives a login that was given up to somebody else, so there may be several. */
async function idsOf(sql: Sql, login: string): Promise<string[]> {
  const rows = await sql.run<{ twitch_id: string }>(
    `SELECT twitch_id FROM viewers
     WHERE lower(login) = $1 AND NOT is_hidden AND erased_at IS NULL`,
    [login]
  )
  return rows.map((row) => row.twitch_id)
}

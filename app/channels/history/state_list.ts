import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import type { ChannelEvent, ChannelFact } from '#twitch/events/channel_event'
import type { Person } from '#twitch/events/payloads'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { naturalKey } from '#channels/log/event_key'
import { writeEvents } from '#channels/log/write_events'
import { lockChannels } from '#channels/history/channel_locks'

/** A page of one of Twitch's lists of a channel. */
export interface ListPage<Entry> {
  channelId: string
  /** When it was read. */
  at: Date
  /**
   * The first pass over this list: it says how things were when we first looked, which
   * is no news.
   */
  isFirst: boolean
  entries: Entry[]
}

/** All pages of a list have been stated. */
export interface ListEnd {
  channelId: string
  /** When the pass began: whoever was there before and was not met since then is gone. */
  passBeganAt: Date
}

/** So many at a time leave, each in a transaction of their own. */
const LEAVING = 500

/** What a list says beside the spans: an event, for the feed. */
export interface Finding {
  fact: ChannelFact
  at: Date
}

/** @param findings in the order in which they shall stand in the log */
export async function tellFindings(
  sql: Sql,
  after: AfterCommit,
  source: 'twitch.poll' | 'inferred',
  findings: Finding[]
): Promise<void> {
  const receivedAt = new Date()
  const events = findings.map(({ fact, at }) => {
    const about = { id: uuidv7(), source, version: 1, createdAt: at, receivedAt, rawPayload: null }
    const event: ChannelEvent = { ...about, ...fact }
    const key = naturalKey(event) ?? `${source}:${event.userId ?? ''}:${at.getTime()}`
    return { event, key, toldBy: null }
  })
  const stored = await writeEvents(sql, events)
  if (stored.length > 0) {
    after.afterCommit(() => void ChannelEventsStored.dispatch(stored))
  }
}

/** Somebody a list lacked. */
export interface Missing extends Person {
  viewerId: number
}

/**
 * Ends what a whole list lacked, some hundred at a time.
 *
 * @param missing finds the next that are, and were there before the pass
 * @param leave ends theirs, and says so
 * @returns how many that were
 */
export async function endMissing<One extends Missing>(
  { channelId }: ListEnd,
  missing: (sql: Sql, limit: number) => Promise<One[]>,
  leave: (sql: Sql, after: AfterCommit, missing: One[]) => Promise<void>
): Promise<number> {
  let ended = 0
  for (;;) {
    const found = await transact(async (sql, after) => {
      await lockChannels(sql, [channelId])
      const some = await missing(sql, LEAVING)
      await leave(sql, after, some)
      return some.length
    })
    ended += found
    if (found < LEAVING) {
      return ended
    }
  }
}

/** For SQL, of a table of spans `h` with its columns: those that last, and no page has met since $2. */
export const missingOf = (table: string, columns: { start: string; end: string }, and = 'true') => `
  SELECT h.*, h.viewer_id AS "viewerId", v.twitch_id AS id, v.login, v.display_name AS "displayName"
  FROM ${table} h JOIN viewers v ON v.id = h.viewer_id
  WHERE h.channel_id = $1 AND h.${columns.end} IS NULL AND h.${columns.start} < $2
    AND (h.seen_at IS NULL OR h.seen_at < $2) AND ${and}
  LIMIT $3`

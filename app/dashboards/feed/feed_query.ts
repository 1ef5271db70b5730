import type { SqlValue } from '#core/sql'
import type { FeedFilter } from '#dashboards/feed/feed_filter'
import { kindsOf } from '#dashboards/feed/kind_groups'

export const PAGE = 50
/** So many events are looked into for one page when only some of them are wanted. */
export const SIFTED = 4_000

/** Where in the order of time a page begins: after this event, exact to the microsecond. */
export interface Place {
  id: string
  at: string
}

/** Somebody in an event, whatever part they have in it. */
const PERSON = `COALESCE(e.payload->'viewer', e.payload->'chatter', e.payload->'gifter',
  e.payload->'from', e.payload->'person')`

/** Whoever hides or was erased cannot be found by what they wrote either. */
const IS_SHOWN = '(v.id IS NULL OR NOT (v.is_hidden OR v.erased_at IS NOT NULL))'

/** The index of viewers has another collation than the log. */
export const IS_ABOUT = 'v.twitch_id = e.user_id COLLATE "default"'

export interface FeedQuestion {
  channelId: string
  filter: FeedFilter
  after: Place | null
  /** Twitch's ids of those who bear the login asked for; empty when nobody known does. */
  people: string[]
}

/**
 * One page of a feed as SQL. The newest events are found in the index alone: those of each
 * kind for themselves, then all together. Only what an index cannot tell (words, sources)
 * is sifted out of as many as are looked into at once; a page may then hold
 * less than fits, and still have a next one.
 */
export function feedQuery({ channelId, filter, after, people }: FeedQuestion): {
  text: string
  values: SqlValue[]
} {
  const values: SqlValue[] = []
  const place = (value: SqlValue) => `$${values.push(value)}`
  const channel = place(channelId)
  const kinds = `${place(kindsOf(filter.groups ?? []))}::text[]`

  const bounds = [
    ...(filter.from ? [`e.created_at >= ${place(filter.from)}::timestamptz`] : []),
    ...(filter.to ? [`e.created_at <= ${place(filter.to)}::timestamptz`] : []),
    ...(after
      ? [`(e.created_at, e.id) < (${place(after.at)}::timestamptz, ${place(after.id)}::bigint)`]
      : []),
  ]
  const sieve = [
    ...(filter.source ? [`e.source = ${place(filter.source)}`] : []),
    ...(filter.text ? [IS_SHOWN, contains(place(pattern(filter.text)))] : []),
    ...(filter.viewer && people.length === 0
      ? [IS_SHOWN, `lower(${PERSON}->>'login') = ${place(filter.viewer)}`]
      : []),
  ]
  const newest = `ORDER BY e.created_at DESC, e.id DESC LIMIT ${sieve.length ? SIFTED : PAGE + 1}`
  const within = ['', ...bounds].join(' AND ')
  const looked =
    people.length > 0
      ? `SELECT e.id, e.created_at FROM channel_events e
         WHERE e.user_id = ANY (${place(people)}::text[]) AND e.channel_id = ${channel}
           AND e.kind = ANY (${kinds})${within} ${newest}`
      : `SELECT e.id, e.created_at FROM unnest(${kinds}) AS k(kind), LATERAL (
           SELECT e.id, e.created_at FROM channel_events e
           WHERE e.channel_id = ${channel} AND e.kind = k.kind${within} ${newest}) e ${newest}`

  return { text: page(looked, sieve), values }
}

/** Answers a row at least: how many were looked into, and the last of them. */
const page = (looked: string, sieve: string[]) => `
  WITH looked AS MATERIALIZED (${looked}), found AS (
    SELECT e.id, e.kind, e.version, e.source, e.payload, e.created_at, e.received_at,
           v.id AS viewer_id, v.is_hidden OR v.erased_at IS NOT NULL AS is_hidden,
           v.erased_at IS NOT NULL AS is_erased
    FROM looked JOIN channel_events e USING (id)
    LEFT JOIN viewers v ON ${IS_ABOUT}
    WHERE ${['true', ...sieve].join(' AND ')}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${PAGE + 1})
  SELECT (SELECT count(*)::int FROM looked) AS looked,
         (SELECT l.id FROM looked l ORDER BY l.created_at, l.id LIMIT 1) AS looked_to,
         (SELECT min(l.created_at) FROM looked l) AS looked_to_at,
         found.*
  FROM (SELECT) AS one LEFT JOIN found ON true
  ORDER BY found.created_at DESC, found.id DESC`

const contains = (text: string) => `jsonb_path_exists(e.payload, ${text}::jsonpath)`

/** Any text in the payload that has these words in it, as they are. */
const pattern = (text: string) =>
  `$.** ? (@.type() == "string" && @ like_regex ${JSON.stringify(text)} flag "iq")`

import type { Sql } from '#core/sql'
import { NORMALISE, STORE } from '#channels/failures/store_failure'
import { kindTitle } from '#dashboards/feed/words/kind_names'

/** What could not be handled: tried again by itself, or parked for a person. */
export type Failure = {
  id: string
  /** What kind of event it is: in our words, or Twitch's type where we have none. */
  name: string
  state: 'retrying' | 'parked'
  /** What was to be done with it, in a sentence. */
  sentence: string
  reason: string
  attempts: number
  failedAt: string
  /** While it is tried again. */
  nextAttemptAt: string | null
}

export type FailureCount = { retrying: number; parked: number }

const PAGE = 100
const OPEN = `state IN ('retrying', 'parked')`

/** Null is no channel: it could not be told whose message it was. */
const ofChannel = (channelId: string | null): [string, string[]] =>
  channelId === null ? ['channel_id IS NULL', []] : ['channel_id = $1', [channelId]]

type Row = Omit<Failure, 'name' | 'sentence' | 'failedAt' | 'nextAttemptAt'> & {
  kind: string
  handler: string
  failedAt: Date
  nextAttemptAt: Date | null
}

/** By the name a handler is known by. */
const SENTENCES = new Map([
  [NORMALISE, 'It could not be read.'],
  [STORE, 'It could not be stored.'],
  ['ledger', 'The accounts did not take it in.'],
  ['rewards', 'The rewards did not follow.'],
  ['stream_state', 'Whether the stream is on was not noted.'],
])

/** What is open, parked ones first, the latest of each first. */
export async function failures(sql: Sql, channelId: string | null): Promise<Failure[]> {
  const [where, values] = ofChannel(channelId)
  const rows = await sql.run<Row>(
    `SELECT id, kind, state, handler, reason, attempts,
            failed_at AS "failedAt",
            CASE WHEN state = 'retrying' THEN next_attempt_at END AS "nextAttemptAt"
     FROM event_failures WHERE ${where} AND ${OPEN}
     ORDER BY state = 'retrying', failed_at DESC, id DESC LIMIT ${PAGE}`,
    values
  )
  return rows.map(({ kind, handler, ...row }) => ({
    ...row,
    name: kindTitle(kind),
    sentence: SENTENCES.get(handler) ?? `“${handler}” could not act on it.`,
    failedAt: row.failedAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  }))
}

export async function openFailures(sql: Sql, channelId: string | null): Promise<FailureCount> {
  const [where, values] = ofChannel(channelId)
  const [count] = await sql.run<FailureCount>(
    `SELECT count(*) FILTER (WHERE state = 'retrying')::int AS retrying,
            count(*) FILTER (WHERE state = 'parked')::int AS parked
     FROM event_failures WHERE ${where} AND ${OPEN}`,
    values
  )
  return count ?? { retrying: 0, parked: 0 }
}

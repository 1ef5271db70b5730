import type { Sql } from '#core/sql'
import { pollingPace, rangeOf } from '#channels/polling/polling_pace'
import type { PollSubject } from '#channels/polling/poll_subjects'

/** How the polling of a list stands, for the dashboard; times are ISO. */
export type PolledList = {
  subject: PollSubject
  mode: 'standing_by' | 'taking_over' | 'blocked'
  since: string
  /** Why it has taken over or may not read, as the middle of a sentence; null while it stands by. */
  because: string | null
  nextAt: string | null
  isReading: boolean
  /** Why the last attempt failed, a sentence; null when it did not. */
  problem: string | null
  /** The last pass that was read to its end. */
  last: { at: string; listed: number; found: number; gone: number } | null
}

/** The intervals that polling goes by, in seconds, from the shortest to the longest. */
export type PollingIntervals = { takingOver: [number, number]; standingBy: [number, number] }

const REASONS = {
  account: 'Twitch no longer accepts the connection',
  permission: 'a permission on Twitch is missing',
  paused: 'Twitch’s events are disconnected by hand',
  connection: 'the connection to Twitch’s events is down',
  subscription: 'Twitch does not send all of its events',
}

interface Row {
  subject: PollSubject
  mode: PolledList['mode']
  mode_since: Date
  mode_reason: keyof typeof REASONS | null
  next_at: Date
  problem: string | null
  pass_began_at: Date | null
  finished_at: Date | null
  last_listed: number | null
  last_found: number | null
  last_gone: number | null
}

/** All lists of a channel that are in use. */
export async function pollingReport(sql: Sql, streamerId: string): Promise<PolledList[]> {
  const rows = await sql.run<Row>(
    `SELECT subject, mode, mode_since, mode_reason, next_at, problem, pass_began_at, finished_at,
       last_listed, last_found, last_gone
     FROM channel_polls WHERE streamer_id = $1 ORDER BY subject`,
    [streamerId]
  )
  return rows.map((row) => ({
    subject: row.subject,
    mode: row.mode,
    since: row.mode_since.toISOString(),
    because: row.mode_reason && REASONS[row.mode_reason],
    nextAt: row.mode === 'blocked' ? null : row.next_at.toISOString(),
    isReading: row.pass_began_at !== null,
    problem: row.problem,
    last: row.finished_at && {
      at: row.finished_at.toISOString(),
      listed: row.last_listed ?? 0,
      found: row.last_found ?? 0,
      gone: row.last_gone ?? 0,
    },
  }))
}

export function pollingIntervals(): PollingIntervals {
  const { takingOver, standingBy } = pollingPace()
  return { takingOver: rangeOf(takingOver), standingBy: rangeOf(standingBy) }
}

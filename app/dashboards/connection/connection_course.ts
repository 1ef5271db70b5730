import type { Sql } from '#core/sql'
import { type Gap, toGap } from '#dashboards/connection/connection_report'

/** How a connection was from one moment to another. */
export type ConnectionSpan = {
  from: string
  to: string
  state: string
  transport: string
  reason: string | null
}

/** What a connection went through, oldest first. */
export type ConnectionCourse = {
  from: string
  to: string
  /** Nothing is known of the time before the first of them. */
  spans: ConnectionSpan[]
  gaps: Gap[]
}

interface StateRow {
  state: string
  transport: string
  reason: string | null
  at: Date
}

interface GapRow {
  seconds: number
  at: Date
  unlisted: string[] | null
}

/** A connection that comes and goes all the time is drawn by its last changes only. */
const MAX_CHANGES = 1_000
const MAX_GAPS = 50

/** The last hours of a connection, with the state that it had when they began. */
export async function connectionCourse(
  sql: Sql,
  streamerId: string,
  { now, hours }: { now: Date; hours: number }
): Promise<ConnectionCourse> {
  const from = new Date(now.getTime() - hours * 3_600_000)
  const values = [streamerId, from.toISOString(), now.toISOString()]
  const states = await sql.run<StateRow>(
    `(SELECT state, transport, reason, at FROM connection_history
      WHERE streamer_id = $1 AND state <> 'gap' AND at <= $2 ORDER BY at DESC, id DESC LIMIT 1)
     UNION ALL
     (SELECT state, transport, reason, at FROM connection_history
      WHERE streamer_id = $1 AND state <> 'gap' AND at > $2 AND at <= $3
      ORDER BY at DESC, id DESC LIMIT ${MAX_CHANGES})
     ORDER BY at`,
    values
  )
  const [present] = await sql.run<{ state: string; last_message_at: Date | null }>(
    'SELECT state, last_message_at FROM eventsub_states WHERE streamer_id = $1',
    [streamerId]
  )
  const gaps = await sql.run<GapRow>(
    `SELECT gap_seconds AS seconds, at, unlisted_kinds AS unlisted FROM connection_history
     WHERE streamer_id = $1 AND state = 'gap' AND at > $2 AND at <= $3
     ORDER BY at DESC, id DESC LIMIT ${MAX_GAPS}`,
    values
  )
  return {
    from: from.toISOString(),
    to: now.toISOString(),
    spans: spansOf(withPresent(states, present), from, now),
    gaps: gaps.map((gap) => toGap({ ...gap, unlistedKinds: gap.unlisted ?? [] })),
  }
}

/** Whoever held the connection may have ended without a word: then it was lost when it was last heard. */
function withPresent(
  states: StateRow[],
  present: { state: string; last_message_at: Date | null } | undefined
): StateRow[] {
  const last = states.at(-1)
  return last?.state === 'connected' && present?.state === 'reconnecting'
    ? [...states, { ...last, state: 'reconnecting', at: latest(last.at, present.last_message_at) }]
    : states
}

const latest = (a: Date, b: Date | null) => (b !== null && b > a ? b : a)

function spansOf(states: StateRow[], from: Date, to: Date): ConnectionSpan[] {
  return states.map(({ state, transport, reason, at }, index) => ({
    from: (at < from ? from : at).toISOString(),
    to: (states[index + 1]?.at ?? to).toISOString(),
    state,
    transport,
    reason,
  }))
}

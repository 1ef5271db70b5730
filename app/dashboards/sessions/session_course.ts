import type { Sql } from '#core/sql'
import type { SessionLine, Whose } from '#dashboards/sessions/session_list'

/** A part of the stream, of equal length each. */
export type CoursePoint = {
  at: string
  /** The mean of it; null when nobody has counted. */
  viewers: number | null
  redemptions: number
  points: number
}

export type CourseRoll = {
  id: string
  at: string
  character: string
  total: number
  critical: 'success' | 'failure' | null
  /** What became of it. */
  outcome: string | null
}

/** How a stream went, as a chart draws it. */
export type SessionCourse = {
  from: string
  to: string
  stepSeconds: number
  points: CoursePoint[]
  /** The first of them, when there are very many. */
  rolls: CourseRoll[]
}

/** More than a chart has pixels to tell apart. */
const MAX_POINTS = 120
const MAX_ROLLS = 200
const STEPS = [30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400]

/** The finest step that a chart can show of so many seconds. */
export function stepFor(seconds: number): number {
  const widest = Math.max(3_600, Math.ceil(seconds / MAX_POINTS / 3_600) * 3_600)
  return STEPS.find((step) => seconds / step <= MAX_POINTS) ?? widest
}

export async function sessionCourse(
  sql: Sql,
  whose: Whose,
  session: SessionLine,
  now: Date
): Promise<SessionCourse> {
  const from = session.startedAt
  const to = session.endedAt ?? now.toISOString()
  const seconds = Math.max(1, (Date.parse(to) - Date.parse(from)) / 1_000)
  const stepSeconds = stepFor(seconds)
  const count = Math.max(1, Math.ceil(seconds / stepSeconds))

  return {
    from,
    to,
    stepSeconds,
    points: await points(sql, whose, { id: session.id, from, to, stepSeconds, count }),
    rolls: await rolls(sql, whose, from, to),
  }
}

interface Course {
  id: string
  from: string
  to: string
  stepSeconds: number
  count: number
}

const PART = (at: string) => `floor(extract(epoch FROM ${at} - t.began) / t.step)::int`

async function points(sql: Sql, { streamerId }: Whose, course: Course): Promise<CoursePoint[]> {
  const rows = await sql.run<Omit<CoursePoint, 'at'> & { at: Date }>(
    `WITH t AS (SELECT $2::timestamptz AS began, $3::timestamptz AS ended, $4::int AS step),
     watched AS (
       SELECT ${PART('s.at')} AS part, avg(s.viewers) AS viewers
       FROM stream_samples s, t WHERE s.session_id = $1 GROUP BY 1),
     redeemed AS (
       SELECT ${PART('r.redeemed_at')} AS part, count(*) AS redemptions, sum(r.cost) AS points
       FROM redemptions r, t
       WHERE r.streamer_id = $6 AND r.redeemed_at >= t.began AND r.redeemed_at < t.ended GROUP BY 1)
     SELECT t.began + make_interval(secs => n * t.step) AS at, round(w.viewers)::int AS viewers,
            COALESCE(r.redemptions, 0)::int AS redemptions, COALESCE(r.points, 0)::float AS points
     FROM t, generate_series(0, $5::int - 1) AS n
     LEFT JOIN watched w ON w.part = n LEFT JOIN redeemed r ON r.part = n
     ORDER BY n`,
    [course.id, course.from, course.to, course.stepSeconds, course.count, streamerId]
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function rolls(
  sql: Sql,
  { streamerId }: Whose,
  from: string,
  to: string
): Promise<CourseRoll[]> {
  const rows = await sql.run<Omit<CourseRoll, 'at'> & { at: Date }>(
    `SELECT id, rolled_at AS at, COALESCE(actor_name, foundry_user_name) AS character,
            total::float AS total, critical, outcome
     FROM foundry_rolls WHERE streamer_id = $1 AND rolled_at >= $2 AND rolled_at < $3
     ORDER BY rolled_at, id LIMIT ${MAX_ROLLS}`,
    [streamerId, from, to]
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

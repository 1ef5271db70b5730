import type { Sql } from '#core/sql'
import { PROCESS_ID } from '#core/jobs/ownership'
import type { PollSubject } from '#channels/polling/poll_subjects'

/** A pass that has not come to its end for that long is begun anew: what it read is too old to tell who left. */
const OLDEST_PASS_MINUTES = 60

/** A list whose pass goes on, or begins. */
export interface Pass {
  streamerId: string
  channelId: string
  subject: PollSubject
  mode: 'standing_by' | 'taking_over'
  passId: number
  beganAt: Date
  /** No pass has come to its end yet: it says how things were when we first looked. */
  isFirst: boolean
  stage: 'list' | 'doubts'
  cursor: string | null
  attempts: number
}

const COLUMNS = `streamer_id AS "streamerId", channel_id AS "channelId", subject, mode, pass_id AS "passId",
  pass_began_at AS "beganAt", finished_at IS NULL AS "isFirst", stage, cursor, attempts`

/** What a process owns while it reads the lists of a streamer. */
export const pollingOf = (streamerId: string) => `polling:${streamerId}`

/** Whose lists are due and read by no other process, the longest due first. */
export async function dueStreamers(
  sql: Sql,
  now: Date,
  { except, limit }: { except: string[]; limit: number }
): Promise<string[]> {
  const rows = await sql.run<{ streamer_id: string }>(
    `SELECT streamer_id FROM channel_polls
     WHERE mode <> 'blocked' AND next_at <= $1 AND NOT streamer_id = ANY ($2::uuid[])
       AND NOT EXISTS (SELECT FROM ownerships o WHERE o.resource = $5 || streamer_id
                         AND o.owner <> $4 AND o.expires_at > clock_timestamp())
     GROUP BY streamer_id ORDER BY min(next_at) LIMIT $3`,
    [now.toISOString(), except, limit, PROCESS_ID, pollingOf('')]
  )
  return rows.map((row) => row.streamer_id)
}

/**
 * The next list of a streamer that is due: where an unfinished pass goes on, or a new one.
 * The caller owns the polling of the streamer.
 */
export async function takeUp(sql: Sql, streamerId: string, now: Date): Promise<Pass | null> {
  const [pass] = await sql.run<Pass>(
    `WITH due AS (
       SELECT subject, pass_began_at IS NULL
         OR pass_began_at < $2::timestamptz - interval '${OLDEST_PASS_MINUTES} minutes' AS is_new
       FROM channel_polls
       WHERE streamer_id = $1 AND mode <> 'blocked' AND next_at <= $2
       ORDER BY next_at, subject LIMIT 1
     )
     UPDATE channel_polls p SET
       pass_id = CASE WHEN is_new THEN pass_id + 1 ELSE pass_id END,
       pass_began_at = CASE WHEN is_new THEN $2 ELSE pass_began_at END,
       stage = CASE WHEN is_new THEN 'list' ELSE stage END,
       cursor = CASE WHEN is_new THEN NULL ELSE cursor END,
       listed = CASE WHEN is_new THEN 0 ELSE listed END,
       found = CASE WHEN is_new THEN 0 ELSE found END
     FROM due WHERE p.streamer_id = $1 AND p.subject = due.subject
     RETURNING ${COLUMNS.replaceAll('subject', 'p.subject')}`,
    [streamerId, now.toISOString()]
  )
  return pass ?? null
}

/** How a pass stands after a page. */
export interface Step {
  stage: Pass['stage']
  cursor: string | null
  /** How many entries the page had, and how many of them were not known. */
  listed: number
  found: number
}

/**
 * Notes that a page is done.
 *
 * @returns the pass as it is now; null when it is another process's by now
 */
export async function advance(sql: Sql, pass: Pass, step: Step): Promise<Pass | null> {
  const [now] = await sql.run<Pass>(
    `UPDATE channel_polls SET stage = $5, cursor = $6, listed = listed + $7, found = found + $8,
       attempts = 0, problem = NULL
     WHERE streamer_id = $1 AND subject = $2 AND pass_id = $3 AND pass_began_at IS NOT NULL
       AND cursor IS NOT DISTINCT FROM $4 AND stage = $9
     RETURNING ${COLUMNS}`,
    [
      pass.streamerId,
      pass.subject,
      pass.passId,
      pass.cursor,
      step.stage,
      step.cursor,
      step.listed,
      step.found,
      pass.stage,
    ]
  )
  return now ?? null
}

/** The pass has come to its end. When one was asked for after it began, the next follows at once. */
export async function finish(
  sql: Sql,
  pass: Pass,
  { now, gone, pauseSeconds }: { now: Date; gone: number; pauseSeconds: number }
): Promise<void> {
  await sql.run(
    `UPDATE channel_polls SET finished_at = $4, last_listed = listed, last_found = found,
       last_gone = $5, pass_began_at = NULL, stage = 'list', cursor = NULL, attempts = 0, problem = NULL,
       next_at = CASE WHEN asked_at > pass_began_at THEN $4
                      ELSE $4::timestamptz + make_interval(secs => $6) END
     WHERE streamer_id = $1 AND subject = $2 AND pass_id = $3 AND pass_began_at IS NOT NULL`,
    [pass.streamerId, pass.subject, pass.passId, now.toISOString(), gone, pauseSeconds]
  )
}

/** It did not get on: later again, from where it is, or from the beginning. */
export async function postpone(
  sql: Sql,
  pass: Pass,
  failure: { now: Date; pauseSeconds: number; problem: string; isLost: boolean }
): Promise<void> {
  await sql.run(
    `UPDATE channel_polls SET attempts = attempts + 1, problem = $4,
       next_at = $5::timestamptz + make_interval(secs => $6),
       pass_began_at = CASE WHEN $7 THEN NULL ELSE pass_began_at END,
       stage = CASE WHEN $7 THEN 'list' ELSE stage END,
       cursor = CASE WHEN $7 THEN NULL ELSE cursor END
     WHERE streamer_id = $1 AND subject = $2 AND pass_id = $3`,
    [
      pass.streamerId,
      pass.subject,
      pass.passId,
      failure.problem,
      failure.now.toISOString(),
      failure.pauseSeconds,
      failure.isLost,
    ]
  )
}

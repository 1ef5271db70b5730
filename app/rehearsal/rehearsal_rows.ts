import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { RehearsalOutcome } from '#rehearsal/outcome'

export type RehearsalLine = {
  id: string
  status: 'running' | 'done' | 'failed' | 'stopped'
  speed: number
  viewers: number
  seconds: number
  second: number
  outcome: RehearsalOutcome | null
  message: string | null
  by: string | null
  startedAt: string
}

/** Whoever plays one says so every second; silent for so long, the process is gone. */
const SILENT_SECONDS = 30

const KEPT = 20

/** Each is a process of its own on the same machine and database. */
const AT_ONCE = 2

interface Wanted {
  campaignId: string
  by: string
  speed: number
  viewers: number
  seconds: number
}

/** @returns null when one of this campaign is under way already, or enough of others are */
export async function beginRehearsal(sql: Sql, wanted: Wanted): Promise<string | null> {
  await endSilent(sql, wanted.campaignId)
  const id = uuidv7()
  const rows = await sql.run(
    `INSERT INTO rehearsals (id, campaign_id, started_by, speed, viewers, seconds)
     SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM rehearsals
       WHERE status = 'running' AND heard_at > clock_timestamp() - make_interval(secs => $7)) < $8
     ON CONFLICT (campaign_id) WHERE status = 'running' DO NOTHING RETURNING id`,
    [
      id,
      wanted.campaignId,
      wanted.by,
      wanted.speed,
      wanted.viewers,
      wanted.seconds,
      SILENT_SECONDS,
      AT_ONCE,
    ]
  )
  return rows.length > 0 ? id : null
}

/** @returns false when it was stopped by somebody */
export async function heardOf(sql: Sql, id: string, second: number): Promise<boolean> {
  const rows = await sql.run(
    `UPDATE rehearsals SET second = $2, heard_at = clock_timestamp()
     WHERE id = $1 AND status = 'running' RETURNING id`,
    [id, second]
  )
  return rows.length > 0
}

export async function finishRehearsal(sql: Sql, id: string, outcome: RehearsalOutcome) {
  await sql.run(
    `UPDATE rehearsals SET status = 'done', outcome = $2::jsonb, second = seconds,
       ended_at = clock_timestamp() WHERE id = $1 AND status = 'running'`,
    [id, JSON.stringify(outcome)]
  )
  await sql.run(
    `DELETE FROM rehearsals r USING rehearsals own
     WHERE own.id = $1 AND r.campaign_id = own.campaign_id AND r.status <> 'running' AND r.id NOT IN (
       SELECT o.id FROM rehearsals o WHERE o.campaign_id = own.campaign_id
       ORDER BY o.started_at DESC, o.id DESC LIMIT $2)`,
    [id, KEPT]
  )
}

export async function failRehearsal(sql: Sql, id: string, message: string): Promise<void> {
  await sql.run(
    `UPDATE rehearsals SET status = 'failed', message = $2, ended_at = clock_timestamp()
     WHERE id = $1 AND status = 'running'`,
    [id, message]
  )
}

/** Whichever process plays it hears of it within a second. */
export async function stopRehearsal(sql: Sql, campaignId: string): Promise<void> {
  await sql.run(
    `UPDATE rehearsals SET status = 'stopped', ended_at = clock_timestamp()
     WHERE campaign_id = $1 AND status = 'running'`,
    [campaignId]
  )
}

/** The newest first. */
export async function listRehearsals(sql: Sql, campaignId: string): Promise<RehearsalLine[]> {
  await endSilent(sql, campaignId)
  const rows = await sql.run<Omit<RehearsalLine, 'startedAt'> & { started_at: Date }>(
    `SELECT r.id, r.status, r.speed, r.viewers, r.seconds, r.second, r.outcome, r.message,
            u.display_name AS by, r.started_at
     FROM rehearsals r LEFT JOIN users u ON u.id = r.started_by
     WHERE r.campaign_id = $1 ORDER BY r.started_at DESC, r.id DESC LIMIT $2`,
    [campaignId, KEPT]
  )
  return rows.map(({ started_at: at, ...row }) => ({ ...row, startedAt: at.toISOString() }))
}

async function endSilent(sql: Sql, campaignId: string): Promise<void> {
  await sql.run(
    `UPDATE rehearsals SET status = 'failed', message = 'The server was restarted meanwhile.',
       ended_at = clock_timestamp()
     WHERE campaign_id = $1 AND status = 'running'
       AND heard_at < clock_timestamp() - make_interval(secs => $2)`,
    [campaignId, SILENT_SECONDS]
  )
}

/** Of whoever plays for this campaign and is not on the air: nobody's stream shows what is not real. */
export async function watching(sql: Sql, campaignId: string): Promise<string[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT m.user_id AS id FROM campaign_members m
     WHERE m.campaign_id = $1 AND m.role = 'streamer' AND m.is_live
       AND NOT EXISTS (SELECT FROM channel_states h WHERE h.streamer_id = m.user_id AND h.is_live)`,
    [campaignId]
  )
  return rows.map(({ id }) => id)
}

import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { LaneSql } from '#redemptions/intake/lane'
import type { Reason } from '#redemptions/reasons'
import type { Subject } from '#redemptions/reward_handlers'
import { type InstanceRow, OPEN_STATUSES_SQL } from '#gamification/instance_row'

/** What of an open instance decides about a redemption; locked by this transaction. */
export type LockedInstance = Pick<
  InstanceRow,
  | 'id'
  | 'campaign_id'
  | 'event_id'
  | 'streamer_id'
  | 'mode'
  | 'status'
  | 'objective'
  | 'progress'
  | 'rules'
  | 'approval_required'
  | 'started_at'
  | 'expires_at'
>

/** What holds for an event and a streamer. */
export interface Standing {
  eventId: string
  streamerId: string
  kind: 'individual' | 'group'
  /** Why nothing counts at all; null when it does. */
  refusal: Reason | null
}

/** What else decides where no instance is open. */
export interface IdleStanding extends Standing {
  campaignId: string
  mode: 'consume' | 'open' | 'immediate'
  /** When the cooldown ends, or ended. */
  readyAt: Date | null
  /** How long an instance that starts now would collect. */
  durationSeconds: number
}

export interface Situation {
  /** Of the subjects with an open instance. */
  open: (Standing & LockedInstance)[]
  /** Of all others whose event exists. */
  idle: IdleStanding[]
}

const REFUSAL = `
  CASE
    WHEN g.panic_since IS NOT NULL THEN 'panic'
    WHEN g.archived_at IS NOT NULL THEN 'campaign_archived'
    WHEN e.archived_at IS NOT NULL OR c.is_enabled IS NOT TRUE OR s.is_enabled IS NOT TRUE
      OR m.id IS NULL THEN 'event_disabled'
    WHEN g.break_since IS NOT NULL THEN 'campaign_break'
  END AS refusal`

const SWITCHES = `
  JOIN campaigns g ON g.id = e.campaign_id
  LEFT JOIN campaign_configs c ON c.event_id = e.id
  LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = w.streamer_id
  LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = w.streamer_id
    AND m.role = 'streamer' AND m.is_live`

/** In id order, as everywhere, so that two transactions cannot wait for each other. */
const LOCK_OPEN = `
  SELECT i.id, i.campaign_id, i.event_id, i.streamer_id, i.mode, i.status, i.objective, i.progress,
         i.rules, i.approval_required, i.started_at, i.expires_at,
         i.event_id AS "eventId", w.streamer_id AS "streamerId", i.kind, ${REFUSAL}
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN instances i ON i.campaign_id = w.campaign_id AND i.event_id = w.event_id
    AND (i.streamer_id = w.streamer_id OR i.streamer_id IS NULL)
    AND i.status IN (${OPEN_STATUSES_SQL})
  JOIN gamification_events e ON e.id = w.event_id
  ${SWITCHES}
  ORDER BY i.id
  FOR NO KEY UPDATE OF i`

const READ_IDLE = `
  SELECT e.id AS "eventId", w.streamer_id AS "streamerId", e.campaign_id AS "campaignId", e.kind,
         e.mode, d.ready_at AS "readyAt", ${REFUSAL},
         COALESCE(s.duration_seconds, c.duration_seconds, e.duration_seconds) AS "durationSeconds"
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN gamification_events e ON e.id = w.event_id AND e.campaign_id = w.campaign_id
  ${SWITCHES}
  LEFT JOIN cooldowns d ON d.event_id = e.id
    AND d.streamer_id IS NOT DISTINCT FROM CASE e.kind WHEN 'individual' THEN w.streamer_id END`

const columns = (subjects: Subject[]) => [
  arrayLiteral(subjects, ({ campaignId }) => campaignId),
  arrayLiteral(subjects, ({ subjectId }) => subjectId),
  arrayLiteral(subjects, ({ streamerId }) => streamerId),
]

/**
 * Locks the open instances that redemptions may count towards, and reads what
 * holds for them. Cooldowns and the like only matter where none is open, and are
 * read after the locks: what ended while we waited for one is seen.
 */
export async function readSituation(sql: LaneSql, subjects: Subject[]): Promise<Situation> {
  const open = await sql.run<Standing & LockedInstance>(LOCK_OPEN, columns(subjects))
  const found = new Set(open.map(({ eventId, streamerId }) => `${eventId}/${streamerId}`))
  const rest = subjects.filter(
    ({ subjectId, streamerId }) => !found.has(`${subjectId}/${streamerId}`)
  )
  const idle = rest.length > 0 ? await sql.run<IdleStanding>(READ_IDLE, columns(rest)) : []
  return { open, idle }
}

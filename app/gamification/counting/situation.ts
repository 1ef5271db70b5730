import type { LaneSql } from '#redemptions/intake/lane'
import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { Subject } from '#redemptions/reward_handlers'
import { type InstanceRow, OPEN_STATUSES_SQL } from '#gamification/instance_row'
import type { Reason } from '#redemptions/reasons'

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

/** What holds for an event and a streamer, whatever its instance. */
export interface Standing {
  eventId: string
  streamerId: string
  campaignId: string
  kind: 'individual' | 'group'
  mode: 'consume' | 'open' | 'immediate'
  /** Why nothing counts at all; null when it does. */
  refusal: Reason | null
  /** When the cooldown ends, or ended. */
  readyAt: Date | null
  /** Since when the channel is live; null when it is not. */
  liveSince: Date | null
  /** How long an instance that starts now would collect. */
  durationSeconds: number
}

export interface Situation {
  standings: Standing[]
  locked: LockedInstance[]
}

/** In id order, as everywhere, so that two transactions cannot wait for each other. */
const LOCK = `
  SELECT i.id, i.campaign_id, i.event_id, i.streamer_id, i.mode, i.status, i.objective, i.progress,
         i.rules, i.approval_required, i.started_at, i.expires_at
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN instances i ON i.campaign_id = w.campaign_id AND i.event_id = w.event_id
    AND (i.streamer_id = w.streamer_id OR i.streamer_id IS NULL)
    AND i.status IN (${OPEN_STATUSES_SQL})
  ORDER BY i.id
  FOR NO KEY UPDATE OF i`

const STAND = `
  SELECT e.id AS "eventId", w.streamer_id AS "streamerId", e.campaign_id AS "campaignId",
         e.kind, e.mode, d.ready_at AS "readyAt",
         CASE WHEN h.is_live THEN h.started_at END AS "liveSince",
         COALESCE(s.duration_seconds, c.duration_seconds, e.duration_seconds) AS "durationSeconds",
         CASE
           WHEN g.panic_since IS NOT NULL THEN 'panic'
           WHEN g.archived_at IS NOT NULL THEN 'campaign_archived'
           WHEN e.archived_at IS NOT NULL OR c.is_enabled IS NOT TRUE OR s.is_enabled IS NOT TRUE
             OR m.id IS NULL THEN 'event_disabled'
           WHEN g.break_since IS NOT NULL THEN 'campaign_break'
         END AS refusal
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN gamification_events e ON e.id = w.event_id AND e.campaign_id = w.campaign_id
  JOIN campaigns g ON g.id = e.campaign_id
  LEFT JOIN campaign_configs c ON c.event_id = e.id
  LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = w.streamer_id
  LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = w.streamer_id
    AND m.role = 'streamer' AND m.is_live
  LEFT JOIN cooldowns d ON d.event_id = e.id
    AND d.streamer_id IS NOT DISTINCT FROM CASE e.kind WHEN 'individual' THEN w.streamer_id END
  LEFT JOIN channel_states h ON h.streamer_id = w.streamer_id`

/**
 * Locks the open instances that redemptions may count towards and reads what
 * holds for them. Both go out together; the second sees what was committed
 * while the first waited for its locks.
 */
export async function readSituation(sql: LaneSql, subjects: Subject[]): Promise<Situation> {
  const values = [
    arrayLiteral(subjects, ({ campaignId }) => campaignId),
    arrayLiteral(subjects, ({ subjectId }) => subjectId),
    arrayLiteral(subjects, ({ streamerId }) => streamerId),
  ]
  const [locked, standings] = await Promise.all([
    sql.run<LockedInstance>(LOCK, values),
    sql.run<Standing>(STAND, values),
  ])
  return { standings, locked }
}

import type { LaneSql } from '#redemptions/intake/lane'
import type { Reason } from '#redemptions/reasons'
import type { Subject } from '#redemptions/reward_handlers'
import {
  EVENTS_AND_SWITCHES,
  REFUSAL,
  subjectColumns,
  subjectKey,
  type Switches,
} from '#gamification/counting/switches'
import { type InstanceRow, OPEN_STATUSES_SQL } from '#gamification/instance_row'

/** What of an open instance decides about a redemption; locked by this transaction. */
export type LockedInstance = Pick<
  InstanceRow,
  'id' | 'status' | 'objective' | 'progress' | 'started_at' | 'expires_at'
> & {
  viewerCap: number | null
  viewerStreamCap: number | null
}

/** The same for SQL, of `instances i`. */
export const LOCKED_COLUMNS = `
  i.id, i.status, i.objective, i.progress, i.started_at, i.expires_at,
  (i.rules->>'viewerCap')::int AS "viewerCap",
  (i.rules->>'viewerStreamCap')::int AS "viewerStreamCap"`

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

/** With the place of its subject, from 1. */
type LockedRow = LockedInstance & { kind: Standing['kind']; place: number }

/** In id order, as everywhere, so that two transactions cannot wait for each other. */
const LOCK_OPEN = `
  SELECT ${LOCKED_COLUMNS}, i.kind, w.place::int
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY
    AS w(campaign_id, event_id, streamer_id, place)
  JOIN instances i ON i.campaign_id = w.campaign_id AND i.event_id = w.event_id
    AND (i.streamer_id = w.streamer_id OR i.streamer_id IS NULL)
    AND i.status IN (${OPEN_STATUSES_SQL})
  ORDER BY i.id
  FOR NO KEY UPDATE OF i`

const READ_IDLE = `
  SELECT e.id AS "eventId", w.streamer_id AS "streamerId", e.campaign_id AS "campaignId", e.kind,
    e.mode, d.ready_at AS "readyAt", ${REFUSAL} AS refusal,
    COALESCE(s.duration_seconds, c.duration_seconds, e.duration_seconds) AS "durationSeconds"
  ${EVENTS_AND_SWITCHES}
  LEFT JOIN cooldowns d ON d.event_id = e.id
    AND d.streamer_id IS NOT DISTINCT FROM CASE e.kind WHEN 'individual' THEN w.streamer_id END`

/**
 * Locks the open instances that redemptions may count towards, and reads what
 * holds for them. Cooldowns and the like only matter where none is open, and are
 * read after the locks: what ended while we waited for one is seen.
 */
export async function readSituation(
  sql: LaneSql,
  switches: Switches,
  subjects: Subject[]
): Promise<Situation> {
  const [locked, refusals] = await Promise.all([
    sql.run<LockedRow>(LOCK_OPEN, subjectColumns(subjects)),
    switches.refusals(sql, subjects),
  ])
  const places = new Set(locked.map(({ place }) => place))
  const rest = subjects.filter((_, index) => !places.has(index + 1))

  return {
    open: locked.flatMap(({ place, ...instance }) => {
      const { subjectId: eventId, streamerId } = subjects[place - 1]
      const refusal = refusals.get(subjectKey(eventId, streamerId)) ?? null
      return streamerId === null ? [] : [{ ...instance, eventId, streamerId, refusal }]
    }),
    idle: rest.length > 0 ? await sql.run<IdleStanding>(READ_IDLE, subjectColumns(rest)) : [],
  }
}

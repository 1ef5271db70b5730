import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { LaneSql } from '#redemptions/intake/lane'
import type { Reason } from '#redemptions/reasons'
import type { Subject } from '#redemptions/reward_handlers'

/** Why nothing counts at all, of `EVENTS_AND_SWITCHES`; the gravest first. */
export const REFUSAL = `
  CASE
    WHEN g.panic_since IS NOT NULL THEN 'panic'
    WHEN g.archived_at IS NOT NULL THEN 'campaign_archived'
    WHEN e.archived_at IS NOT NULL OR c.is_enabled IS NOT TRUE OR s.is_enabled IS NOT TRUE
      OR m.id IS NULL THEN 'event_disabled'
    WHEN g.break_since IS NOT NULL THEN 'campaign_break'
  END`

/** For SQL, with `subjectColumns` as the first three values. */
export const EVENTS_AND_SWITCHES = `
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN gamification_events e ON e.id = w.event_id AND e.campaign_id = w.campaign_id
  JOIN campaigns g ON g.id = e.campaign_id
  LEFT JOIN campaign_configs c ON c.event_id = e.id
  LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = w.streamer_id
  LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = w.streamer_id
    AND m.role = 'streamer' AND m.is_live`

const READ = `
  SELECT w.event_id AS "eventId", w.streamer_id AS "streamerId", ${REFUSAL} AS refusal
  ${EVENTS_AND_SWITCHES}`

export const subjectKey = (eventId: string, streamerId: string | null) =>
  `${eventId}/${streamerId ?? ''}`

export const subjectColumns = (subjects: Subject[]) => [
  arrayLiteral(subjects, ({ campaignId }) => campaignId),
  arrayLiteral(subjects, ({ subjectId }) => subjectId),
  arrayLiteral(subjects, ({ streamerId }) => streamerId),
]

/** Milliseconds. */
const FRESH_MS = 250
const REMEMBERED = 10_000

interface Row {
  eventId: string
  streamerId: string
  refusal: Reason | null
}

/**
 * Whether the people in charge let an event count, as it was at most a quarter of a
 * second ago: of a burst towards an open instance only the first batches ask. What
 * starts an instance reads it afresh, and what must end one ends it itself.
 */
export class Switches {
  #known = new Map<string, { refusal: Reason | null; until: number }>()

  /** By `subjectKey`. */
  async refusals(sql: LaneSql, subjects: Subject[]): Promise<Map<string, Reason | null>> {
    const refusals = new Map<string, Reason | null>()
    const now = performance.now()
    const stale = subjects.filter(({ subjectId, streamerId }) => {
      const key = subjectKey(subjectId, streamerId)
      const known = this.#known.get(key)
      const isFresh = known !== undefined && known.until > now
      if (isFresh) refusals.set(key, known.refusal)
      return !isFresh
    })

    if (stale.length > 0) {
      for (const row of await sql.run<Row>(READ, subjectColumns(stale))) {
        const key = subjectKey(row.eventId, row.streamerId)
        refusals.set(key, row.refusal)
        this.#remember(key, row.refusal, now + FRESH_MS)
      }
    }
    return refusals
  }

  /** The next question is answered by the database. */
  forget(): void {
    this.#known.clear()
  }

  #remember(key: string, refusal: Reason | null, until: number): void {
    if (this.#known.size > REMEMBERED) {
      this.#known.clear()
    }
    this.#known.set(key, { refusal, until })
  }
}

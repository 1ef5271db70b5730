import { offlineSince } from '#channels/record_stream_state'
import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'
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

/** Since when the channel has been off, of `EVENTS_AND_SWITCHES`: for null nothing is refused. */
export const OFFLINE_SINCE = offlineSince('h')

/** For SQL, with `subjectColumns` as the first three values. */
export const EVENTS_AND_SWITCHES = `
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w(campaign_id, event_id, streamer_id)
  JOIN gamification_events e ON e.id = w.event_id AND e.campaign_id = w.campaign_id
  JOIN campaigns g ON g.id = e.campaign_id
  LEFT JOIN campaign_configs c ON c.event_id = e.id
  LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = w.streamer_id
  LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = w.streamer_id
    AND m.role = 'streamer' AND m.is_live
  LEFT JOIN channel_states h ON h.streamer_id = w.streamer_id`

const READ = `
  SELECT w.event_id AS "eventId", w.streamer_id AS "streamerId", ${REFUSAL} AS refusal,
    ${OFFLINE_SINCE} AS "offlineSince"
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

/** Whether redemptions of an event on a channel may count at all. */
export interface Stance {
  /** Why none does; null when they do. */
  refusal: Reason | null
  /** Those bought since then do not: the channel is off. */
  offlineSince: Date | null
}

/** What is said of an event that does not exist. */
export const NO_STANCE: Stance = { refusal: null, offlineSince: null }

type Row = Stance & { eventId: string; streamerId: string }

/**
 * Whether the people in charge let an event count, and the channel is on, as it was at most a quarter of a
 * second ago: of a burst towards an open instance only the first batches ask. What
 * starts an instance reads it afresh, and what must end one ends it itself.
 */
export class Switches {
  #known = new Map<string, { stance: Stance; until: number }>()

  /** By `subjectKey`. */
  async stances(sql: LaneSql, subjects: Subject[]): Promise<Map<string, Stance>> {
    const stances = new Map<string, Stance>()
    const now = performance.now()
    const stale = subjects.filter(({ subjectId, streamerId }) => {
      const key = subjectKey(subjectId, streamerId)
      const known = this.#known.get(key)
      const isFresh = known !== undefined && known.until > now
      if (isFresh) stances.set(key, known.stance)
      return !isFresh
    })

    if (stale.length > 0) {
      for (const row of await sql.run<Row>(READ, subjectColumns(stale))) {
        const key = subjectKey(row.eventId, row.streamerId)
        const stance = { refusal: row.refusal, offlineSince: row.offlineSince }
        stances.set(key, stance)
        this.#remember(key, stance, now + FRESH_MS)
      }
    }
    return stances
  }

  /** The next question is answered by the database. */
  forget(): void {
    this.#known.clear()
  }

  #remember(key: string, stance: Stance, until: number): void {
    if (this.#known.size > REMEMBERED) {
      this.#known.clear()
    }
    this.#known.set(key, { stance, until })
  }
}

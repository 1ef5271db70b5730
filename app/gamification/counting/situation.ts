import type { LaneSql } from '#core/lane/lane'
import type { Subject } from '#redemptions/reward_handlers'
import {
  EVENTS_AND_SWITCHES,
  NO_STANCE,
  OFFLINE_SINCE,
  REFUSAL,
  type Stance,
  subjectColumns,
  subjectKey,
  Switches,
} from '#gamification/counting/switches'
import { RememberedInstances } from '#gamification/counting/remembered_instances'
import type { Tally } from '#gamification/counting/tally'
import type { InstanceRules } from '#gamification/instance_rules'
import { type InstanceRow, OPEN_STATUSES_SQL } from '#gamification/instance_row'

/** What of an open instance decides about a redemption. */
export type LockedInstance = Pick<
  InstanceRow,
  'id' | 'kind' | 'status' | 'objective' | 'progress' | 'version' | 'started_at' | 'expires_at'
> & {
  viewerCap: number | null
  viewerStreamCap: number | null
  overshoot: InstanceRules['overshoot']
}

/** The same for SQL, of `instances i`. */
export const LOCKED_COLUMNS = `
  i.id, i.kind, i.status, i.objective, i.progress, i.version, i.started_at, i.expires_at,
  (i.rules->>'viewerCap')::int AS "viewerCap",
  (i.rules->>'viewerStreamCap')::int AS "viewerStreamCap",
  COALESCE(i.rules->>'overshoot', 'refund') AS overshoot`

/** What holds for an event and a streamer. */
export interface Standing extends Stance {
  eventId: string
  streamerId: string
  kind: 'individual' | 'group'
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

/** An open instance, for one of its streamers. */
export interface OpenRow {
  eventId: string
  streamerId: string
  kind: Standing['kind']
  instance: LockedInstance
}

export interface Situation {
  /** Of the subjects with an open instance. */
  open: (Standing & { instance: LockedInstance })[]
  /** Of all others whose event exists. */
  idle: IdleStanding[]
  /** Instances are as remembered, not locked: only their version guards them. */
  isAssumed: boolean
}

/** With the place of its subject, from 1. */
type LockedRow = LockedInstance & { place: number }

/** In id order, as everywhere, so that two transactions cannot wait for each other. */
const LOCK_OPEN = `
  SELECT ${LOCKED_COLUMNS}, w.place::int
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY
    AS w(campaign_id, event_id, streamer_id, place)
  JOIN instances i ON i.campaign_id = w.campaign_id AND i.event_id = w.event_id
    AND (i.streamer_id = w.streamer_id OR i.streamer_id IS NULL)
    AND i.status IN (${OPEN_STATUSES_SQL})
  ORDER BY i.id
  FOR NO KEY UPDATE OF i`

const READ_IDLE = `
  SELECT e.id AS "eventId", w.streamer_id AS "streamerId", e.campaign_id AS "campaignId", e.kind,
    e.mode, d.ready_at AS "readyAt", ${REFUSAL} AS refusal, ${OFFLINE_SINCE} AS "offlineSince",
    COALESCE(CASE e.kind WHEN 'individual' THEN s.duration_seconds END,
      c.duration_seconds, e.duration_seconds) AS "durationSeconds"
  ${EVENTS_AND_SWITCHES}
  LEFT JOIN cooldowns d ON d.event_id = e.id
    AND d.streamer_id IS NOT DISTINCT FROM CASE e.kind WHEN 'individual' THEN w.streamer_id END`

/** Knows what a batch meets, with as few questions as possible. */
export class SituationReader {
  #switches = new Switches()
  #remembered = new RememberedInstances()

  /**
   * Locks the open instances that redemptions may count towards, or recalls them,
   * and reads what holds for them. Cooldowns and the like only matter where none is
   * open, and are read after the locks: what ended while we waited for one is seen.
   *
   * @param mayAssume false after a failed attempt, or when other locks have to come first
   */
  async read(sql: LaneSql, subjects: Subject[], mayAssume: boolean): Promise<Situation> {
    const recalled = mayAssume ? this.#remembered.recall(subjects) : null
    const [rows, known] = await Promise.all([
      recalled ?? this.#lock(sql, subjects),
      this.#switches.stances(sql, subjects),
    ])
    const stances = recalled ? known : await this.#current(sql, subjects, rows, known)
    const found = new Set(rows.map((row) => subjectKey(row.eventId, row.streamerId)))
    const rest = subjects.filter((one) => !found.has(subjectKey(one.subjectId, one.streamerId)))

    return {
      open: rows.map((row) => {
        const stance = stances.get(subjectKey(row.eventId, row.streamerId)) ?? NO_STANCE
        return { ...row, ...stance }
      }),
      idle: rest.length > 0 ? await sql.run<IdleStanding>(READ_IDLE, subjectColumns(rest)) : [],
      isAssumed: recalled !== null,
    }
  }

  /** What is sent now is what the next batch finds. */
  advanced(tallies: Tally[]): void {
    for (const tally of tallies) {
      if (tally.isFull) {
        this.#remembered.forget(tally.instance)
      } else {
        this.#remembered.moved(tally.instance, tally.gained)
      }
    }
  }

  /** A transaction has failed. */
  doubt(): void {
    this.#remembered.doubt()
  }

  /**
   * A streamer who leaves a group ends no instance, only the own part in it. So of
   * groups, who takes part is asked again under the lock.
   */
  async #current(
    sql: LaneSql,
    subjects: Subject[],
    rows: OpenRow[],
    known: Map<string, Stance>
  ): Promise<Map<string, Stance>> {
    if (!rows.some(({ kind }) => kind === 'group')) {
      return known
    }
    this.#switches.forget()
    return this.#switches.stances(sql, subjects)
  }

  async #lock(sql: LaneSql, subjects: Subject[]): Promise<OpenRow[]> {
    const locked = await sql.run<LockedRow>(LOCK_OPEN, subjectColumns(subjects))
    // A group instance comes once for each of its streamers, and is one all the same.
    const instances = new Map(locked.map(({ place, ...instance }) => [instance.id, instance]))
    const rows = locked.flatMap(({ place, kind, id }): OpenRow[] => {
      const { subjectId: eventId, streamerId } = subjects[place - 1]
      const instance = instances.get(id)
      return streamerId === null || !instance ? [] : [{ eventId, streamerId, kind, instance }]
    })
    this.#remembered.learn(rows)
    return rows
  }
}

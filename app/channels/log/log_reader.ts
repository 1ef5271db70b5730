import type { Sql } from '#core/sql'
import { LOG_COLUMNS, type LogRow } from '#channels/log/public_event'

/** How far a reader has come: all up to here are done. */
export interface Place {
  xid: string
  eventId: number
}

export type ReadEvent = LogRow & Place

/** A reader starts with what happens from now on. */
const START = `
  INSERT INTO event_readers (name, xid, event_id)
  VALUES ($1, pg_snapshot_xmin(pg_current_snapshot()), 0) ON CONFLICT (name) DO NOTHING`

const PLACE = 'SELECT xid, event_id AS "eventId" FROM event_readers WHERE name = $1'

/**
 * What a transaction has written that began before another one can appear after it. Whatever
 * is below the oldest one that is still open has been decided, and stays as it is.
 */
const NEXT = `
  SELECT xid, id AS "eventId", ${LOG_COLUMNS} FROM channel_events
  WHERE (xid, id) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
    AND ($4::text[] IS NULL OR kind = ANY ($4))
  ORDER BY xid, id LIMIT $3`

/** Transactions after which it is worth while to move on although nothing was there. */
const WORTH = 500

const HORIZON = `
  SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid
  WHERE pg_snapshot_xmin(pg_current_snapshot())::text::numeric > $1::numeric + ${WORTH}`

const DONE = `
  UPDATE event_readers SET xid = $2::xid8, event_id = $3::bigint, updated_at = now()
  WHERE name = $1 AND (xid, event_id) = ($4::xid8, $5::bigint) RETURNING name`

/**
 * Follows the log of events from start to end, each event at least once, over any
 * number of restarts. One process at a time reads by a name.
 */
export class LogReader {
  constructor(private name: string) {}

  /** Where it goes on. */
  async place(sql: Sql): Promise<Place> {
    await sql.run(START, [this.name])
    const [place] = await sql.run<Place>(PLACE, [this.name])
    return place
  }

  /** What follows a place, oldest transaction first; only of some kinds where they are named. */
  next(sql: Sql, place: Place, limit: number, kinds?: string[]): Promise<ReadEvent[]> {
    return sql.run<ReadEvent>(NEXT, [place.xid, place.eventId, limit, kinds ?? null])
  }

  /**
   * How far one who reads only some kinds may go on when a later `next` finds none of them;
   * null while that is hardly any further.
   */
  async horizon(sql: Sql, { xid }: Place): Promise<Place | null> {
    const [row] = await sql.run<{ xid: string }>(HORIZON, [xid])
    return row ? { xid: row.xid, eventId: 0 } : null
  }

  /** @returns false when somebody else has gone on from there meanwhile */
  async done(sql: Sql, from: Place, to: Place): Promise<boolean> {
    const moved = await sql.run(DONE, [this.name, to.xid, to.eventId, from.xid, from.eventId])
    return moved.length > 0
  }
}

import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { AT_ONCE, deleteSome } from '#channels/forgetting/delete_some'

/** The oldest first, by the order of arrival: that costs no index of its own. */
const OLD_EVENTS = `
  WITH oldest AS (SELECT id, received_at FROM channel_events ORDER BY id LIMIT ${AT_ONCE})
  DELETE FROM channel_events
  WHERE id IN (SELECT id FROM oldest WHERE received_at < now() - make_interval(days => $1))
  RETURNING 1 AS one`

/**
 * Deletes what happened on channels, and how many watched, longer ago than it is to be kept, a little
 * at a time. The history and the ledger stay.
 */
export class ForgetOldEvents {
  /** @param days 0 keeps everything */
  constructor(private days: number) {}

  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    if (this.days <= 0) {
      return false
    }
    const sql = onLucid(db.connection())
    const events = await sql.run(OLD_EVENTS, [this.days])
    const isOld = (time: string) => `${time} < now() - make_interval(days => $1)`
    const more = [
      events.length === AT_ONCE,
      await deleteSome(sql, 'event_failures', isOld('failed_at'), [this.days]),
      await deleteSome(sql, 'stream_samples', isOld('at'), [this.days]),
    ]
    return more.includes(true)
  }
}

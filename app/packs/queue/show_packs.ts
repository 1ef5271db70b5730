import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import type { Sql } from '#core/sql'
import { clearQueue, IS_UNOPENABLE } from '#packs/queue/clear_queue'
import { endShowing } from '#packs/queue/end_showing'
import { PackOpeningRepeated } from '#packs/queue/pack_events'
import { readShowing } from '#packs/queue/read_showing'
import { startShowing } from '#packs/queue/start_showing'
import { lockQueue } from '#packs/queue/lock_queue'

const AT_ONCE = 100

const DUE = `
  SELECT id AS "showingId", streamer_id AS "streamerId" FROM pack_showings
  WHERE ended_at IS NULL AND due_at <= clock_timestamp() ORDER BY due_at LIMIT $1`

/**
 * A message to the overlay may be lost: with the process that began the showing, or on its way. So it is told again,
 * after 3 seconds and then after as long again as it has been on, by one process.
 */
const TELL_AGAIN = `
  UPDATE pack_showings SET told_at = clock_timestamp() WHERE id IN (
    SELECT id FROM pack_showings
    WHERE ended_at IS NULL AND due_at > clock_timestamp()
      AND clock_timestamp() > told_at + GREATEST(told_at - started_at, interval '3 seconds')
    ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING streamer_id AS "streamerId"`

/** Queues in which something is to be done, the longest neglected first. A paused one only gives back. */
const READY = `
  SELECT q.streamer_id AS "streamerId" FROM pack_queues q
  WHERE (q.paused_at IS NULL
      AND NOT EXISTS (SELECT FROM pack_showings s
        WHERE s.streamer_id = q.streamer_id AND s.ended_at IS NULL)
      AND (EXISTS (SELECT FROM openings o
          WHERE o.streamer_id = q.streamer_id AND o.state = 'waiting')
        OR EXISTS (SELECT FROM openings o
          WHERE o.streamer_id = q.streamer_id AND o.replay_asked_at IS NOT NULL)))
    OR EXISTS (SELECT FROM openings o
      LEFT JOIN redemptions d ON d.id = o.redemption_id
      LEFT JOIN card_sets s ON s.id = o.set_id
      WHERE o.streamer_id = q.streamer_id AND o.state = 'waiting' AND ${IS_UNOPENABLE})
  ORDER BY q.updated_at LIMIT $1`

/**
 * Plays the channels' queues: one pack after the other on each, all channels side by side. What is on ends by the
 * overlay's word, or here when it has had twice its time.
 */
@inject()
export class ShowPacks {
  constructor(private logger: Logger) {}

  /** @returns true when there may be more at once */
  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    const due = await sql.run<{ showingId: string; streamerId: string }>(DUE, [AT_ONCE])
    for (const showing of due) {
      await this.#turn(showing.streamerId, (trx, after) =>
        endShowing(trx, after, showing, 'timeout')
      )
    }

    await this.#tellAgain(sql)
    const ready = await sql.run<{ streamerId: string }>(READY, [AT_ONCE])
    let worked = 0
    for (const { streamerId } of ready) {
      worked += Number(await this.#turn(streamerId, (trx, after) => next(trx, after, streamerId)))
    }
    return due.length === AT_ONCE || (ready.length === AT_ONCE && worked > 0)
  }

  async #tellAgain(sql: Sql): Promise<void> {
    for (const { streamerId } of await sql.run<{ streamerId: string }>(TELL_AGAIN, [AT_ONCE])) {
      const pack = await readShowing(sql, streamerId)
      if (pack) await PackOpeningRepeated.dispatch(streamerId, pack)
    }
  }

  /** One channel on which something is wrong does not hold up the others: it is found again. */
  async #turn(streamerId: string, work: (trx: Sql, after: AfterCommit) => Promise<boolean>) {
    try {
      return await transact(work)
    } catch (error) {
      this.logger.error({ event: 'packs.turn_failed', streamerId, err: error }, 'A queue’s turn')
      return false
    }
  }
}

async function next(trx: Sql, after: AfterCommit, streamerId: string): Promise<boolean> {
  const queue = await lockQueue(trx, streamerId)
  if (!queue) {
    return false
  }
  const cleared = await clearQueue(trx, after, queue)
  return (await startShowing(trx, after, queue)) || cleared > 0
}

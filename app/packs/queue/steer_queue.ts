import type { Sql, SqlValue } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { NoSuchPack, PackRefused } from '#packs/pack_refused'
import { endShowing } from '#packs/queue/end_showing'
import { type LockedQueue, lockQueue } from '#packs/queue/lock_queue'
import { queueChanged } from '#packs/queue/queue_changed'
import { refundWaiting } from '#packs/queue/refund_waiting'
import { nextSeed } from '#packs/seeds/next_seed'

const NOT_WAITING = 'That pack does not wait any more.'

/** What a streamer does to the queue of the own channel. */
export class SteerQueue {
  /** What is on plays to its end. */
  pause(streamerId: string): Promise<void> {
    return this.#change(streamerId, 'paused_at = COALESCE(paused_at, now())')
  }

  resume(streamerId: string): Promise<void> {
    return this.#change(streamerId, 'paused_at = NULL')
  }

  needOverlay(streamerId: string, isNeeded: boolean): Promise<void> {
    return this.#change(streamerId, 'needs_overlay = $2', [isNeeded])
  }

  /** Its cards are the viewer's all the same. */
  skip(streamerId: string, showingId: string): Promise<void> {
    return this.#steer(streamerId, async (sql, after) => {
      if (!(await endShowing(sql, after, { streamerId, showingId }, 'skip'))) {
        throw new PackRefused('That pack is not on any more.')
      }
    })
  }

  /** Shows an opened pack again, before those that wait. */
  replay(streamerId: string, openingId: string): Promise<void> {
    return this.#steer(streamerId, async (sql, after) => {
      const asked = await sql.run(
        `UPDATE openings SET replay_asked_at = COALESCE(replay_asked_at, clock_timestamp())
         WHERE id = $1 AND streamer_id = $2 AND state = 'shown' RETURNING id`,
        [openingId, streamerId]
      )
      if (asked.length === 0) {
        throw new PackRefused('Only a pack that was opened can be shown again.')
      }
      await queueChanged(sql, after, streamerId)
    })
  }

  /**
   * Puts a waiting pack before another one.
   *
   * @param beforeId null puts it last
   */
  move(streamerId: string, openingId: string, beforeId: string | null): Promise<void> {
    return this.#steer(streamerId, async (sql, after) => {
      const waiting = await sql.run<{ id: string; place: number }>(
        `SELECT id, place FROM openings
         WHERE streamer_id = $1 AND state = 'waiting' ORDER BY place, number`,
        [streamerId]
      )
      const others = waiting.map(({ id }) => id).filter((id) => id !== openingId)
      const at = beforeId === null ? others.length : others.indexOf(beforeId)
      if (others.length === waiting.length || at === -1) {
        throw new PackRefused(NOT_WAITING)
      }
      await sql.run(
        `UPDATE openings o SET place = t.place
         FROM unnest($1::uuid[], $2::bigint[]) AS t(id, place) WHERE o.id = t.id`,
        [others.toSpliced(at, 0, openingId), waiting.map(({ place }) => place)]
      )
      await queueChanged(sql, after, streamerId)
    })
  }

  /** Gives the points back and takes the cards. */
  refund(streamerId: string, openingId: string): Promise<void> {
    return this.#steer(streamerId, async (sql, after, queue) => {
      if ((await refundWaiting(sql, after, queue, [openingId], 'pack_given_back')) === 0) {
        throw new PackRefused(NOT_WAITING)
      }
    })
  }

  /** The next hash is published; the seed so far is revealed once its packs are open. */
  changeSeed(streamerId: string): Promise<void> {
    return this.#steer(streamerId, async (sql, after) => {
      if (!(await nextSeed(sql, streamerId))) {
        throw new PackRefused('Nothing was drawn from the present seed yet.')
      }
      await queueChanged(sql, after, streamerId)
    })
  }

  #change(streamerId: string, what: string, values: SqlValue[] = []): Promise<void> {
    return this.#steer(streamerId, async (sql, after) => {
      await sql.run(`UPDATE pack_queues SET ${what} WHERE streamer_id = $1`, [
        streamerId,
        ...values,
      ])
      await queueChanged(sql, after, streamerId)
    })
  }

  #steer(
    streamerId: string,
    work: (sql: Sql, after: AfterCommit, queue: LockedQueue) => Promise<void>
  ): Promise<void> {
    return transact(async (sql, after) => {
      const queue = await lockQueue(sql, streamerId)
      if (!queue) {
        throw new NoSuchPack()
      }
      await work(sql, after, queue)
    })
  }
}

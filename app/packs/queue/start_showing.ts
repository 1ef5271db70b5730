import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { BATCH_AT_MOST, modeFor } from '#packs/queue/backlog'
import type { LockedQueue } from '#packs/queue/lock_queue'
import { PackOpeningStarted } from '#packs/queue/pack_events'
import { queueChanged } from '#packs/queue/queue_changed'
import { readShowing } from '#packs/queue/read_showing'
import { packLength } from '../../../overlay/packs/pack_length.js'
import type { OverlayPack } from '../../../overlay/contract.js'

interface Next {
  id: string
  hasTop: boolean
  cards: number
}

const NEXT = `o.id, o.has_top AS "hasTop",
  (SELECT count(*)::int FROM opening_cards k WHERE k.opening_id = o.id) AS cards`

/**
 * Puts on what comes next: a pack somebody wants to see again, else the next that
 * wait, as many as the length of the queue demands.
 *
 * @param queue locked by the caller
 * @returns false when something is on, the queue is paused, or empty
 */
export async function startShowing(
  sql: Sql,
  after: AfterCommit,
  queue: LockedQueue
): Promise<boolean> {
  if (queue.isPaused || (await isShowing(sql, queue.streamerId))) {
    return false
  }
  const replay = await nextReplay(sql, queue.streamerId)
  const waiting = replay ? [] : await nextWaiting(sql, queue.streamerId)
  const mode = modeFor(waiting.length)
  const openings = replay ? [replay] : waiting.slice(0, mode === 'batch' ? BATCH_AT_MOST : 1)
  if (openings.length === 0) {
    return false
  }

  await putOn(sql, queue.streamerId, openings, { mode, isReplay: replay !== undefined })
  await queueChanged(sql, after, queue.streamerId)
  const pack = await readShowing(sql, queue.streamerId)
  if (pack) {
    after.afterCommit(() => PackOpeningStarted.dispatch(queue.streamerId, pack))
  }
  return true
}

async function isShowing(sql: Sql, streamerId: string): Promise<boolean> {
  const rows = await sql.run(
    'SELECT 1 FROM pack_showings WHERE streamer_id = $1 AND ended_at IS NULL',
    [streamerId]
  )
  return rows.length > 0
}

async function nextReplay(sql: Sql, streamerId: string): Promise<Next | undefined> {
  const [replay] = await sql.run<Next>(
    `SELECT ${NEXT} FROM openings o
     WHERE o.streamer_id = $1 AND o.replay_asked_at IS NOT NULL AND o.state = 'shown'
     ORDER BY o.replay_asked_at, o.id LIMIT 1`,
    [streamerId]
  )
  return replay
}

function nextWaiting(sql: Sql, streamerId: string): Promise<Next[]> {
  return sql.run<Next>(
    `SELECT ${NEXT} FROM openings o
     WHERE o.streamer_id = $1 AND o.state = 'waiting' ORDER BY o.place, o.number LIMIT $2`,
    [streamerId, BATCH_AT_MOST]
  )
}

async function putOn(
  sql: Sql,
  streamerId: string,
  openings: Next[],
  how: { mode: OverlayPack['mode']; isReplay: boolean }
): Promise<void> {
  const showingId = uuidv7()
  const length = packLength({
    mode: how.mode,
    cards: openings.reduce((sum, { cards }) => sum + cards, 0),
    hasTop: openings.some(({ hasTop }) => hasTop),
    packs: openings.length,
  })
  await sql.run(
    `INSERT INTO pack_showings (id, streamer_id, mode, is_replay, length_ms, started_at, told_at, due_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp(), clock_timestamp(),
       clock_timestamp() + make_interval(secs => $5::int * 2 / 1000.0))`,
    [showingId, streamerId, how.mode, how.isReplay, length]
  )
  await sql.run(
    how.isReplay
      ? `UPDATE openings SET showing_id = $1, replay_asked_at = NULL WHERE id = ANY ($2::uuid[])`
      : `UPDATE openings SET showing_id = $1, state = 'showing' WHERE id = ANY ($2::uuid[])`,
    [showingId, openings.map(({ id }) => id)]
  )
}

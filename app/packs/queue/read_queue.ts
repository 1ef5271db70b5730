import type { Sql } from '#core/sql'

/** What a streamer sees of the own queue: who waits, never which cards. */
export type PackQueue = {
  isPaused: boolean
  needsOverlay: boolean
  hasOverlay: boolean
  showing: {
    id: string
    mode: 'full' | 'fast' | 'rares' | 'batch'
    isReplay: boolean
    startedAt: string
    packs: QueuedPack[]
  } | null
  waiting: QueuedPack[]
  /** More than those. */
  waitingInAll: number
}

export type QueuedPack = {
  id: string
  number: number
  /** Null for a viewer who is hidden. */
  viewer: string | null
  set: string
  cost: number
  openedAt: string
}

/** A page that nobody leafs through. */
const LISTED = 100

const PACK_COLUMNS = `o.id, o.number, CASE WHEN NOT v.is_hidden AND v.erased_at IS NULL
    THEN v.display_name END AS viewer, s.name AS set, COALESCE(d.cost, 0) AS cost,
  o.opened_at AS "openedAt"`

const PACK_TABLES = `openings o
  JOIN card_sets s ON s.id = o.set_id
  LEFT JOIN viewers v ON v.id = o.viewer_id
  LEFT JOIN redemptions d ON d.id = o.redemption_id`

type PackRow = Omit<QueuedPack, 'openedAt'> & { openedAt: Date }

interface Row {
  isPaused: boolean
  needsOverlay: boolean
  hasOverlay: boolean
  waiting: number
  showing: Omit<NonNullable<PackQueue['showing']>, 'packs'> | null
}

/** @returns null when the streamer has never offered packs */
export async function readQueue(sql: Sql, streamerId: string): Promise<PackQueue | null> {
  const [queue] = await sql.run<Row>(
    `SELECT q.paused_at IS NOT NULL AS "isPaused", q.needs_overlay AS "needsOverlay",
       EXISTS (SELECT FROM overlays w WHERE w.streamer_id = q.streamer_id
         AND w.last_seen_at > now() - interval '90 seconds') AS "hasOverlay",
       (SELECT count(*)::int FROM openings o
         WHERE o.streamer_id = q.streamer_id AND o.state = 'waiting') AS waiting,
       (SELECT jsonb_build_object('id', p.id, 'mode', p.mode, 'isReplay', p.is_replay,
           'startedAt', p.started_at)
         FROM pack_showings p WHERE p.streamer_id = q.streamer_id AND p.ended_at IS NULL) AS showing
     FROM pack_queues q WHERE q.streamer_id = $1`,
    [streamerId]
  )
  if (!queue) {
    return null
  }
  const { waiting: waitingInAll, showing, ...rest } = queue
  return {
    ...rest,
    showing: showing && { ...showing, packs: await shownBy(sql, showing.id) },
    waiting: await waitingOn(sql, streamerId),
    waitingInAll,
  }
}

async function shownBy(sql: Sql, showingId: string): Promise<QueuedPack[]> {
  const rows = await sql.run<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM ${PACK_TABLES} WHERE o.showing_id = $1 ORDER BY o.place, o.number`,
    [showingId]
  )
  return rows.map(toPack)
}

async function waitingOn(sql: Sql, streamerId: string): Promise<QueuedPack[]> {
  const rows = await sql.run<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM ${PACK_TABLES}
     WHERE o.streamer_id = $1 AND o.state = 'waiting' ORDER BY o.place, o.number LIMIT $2`,
    [streamerId, LISTED]
  )
  return rows.map(toPack)
}

const toPack = (row: PackRow): QueuedPack => ({ ...row, openedAt: row.openedAt.toISOString() })

import type { Sql } from '#core/sql'

export interface LockedQueue {
  streamerId: string
  nextNumber: number
  isPaused: boolean
  needsOverlay: boolean
}

/**
 * The row that whoever changes a channel's packs or collections holds: what is
 * done to them is done one after the other. Comes before all other rows: see the order of locks in
 * docs/architecture.md.
 *
 * @returns null when the streamer has never offered packs
 */
export async function lockQueue(sql: Sql, streamerId: string): Promise<LockedQueue | null> {
  const [queue] = await sql.run<LockedQueue>(
    `SELECT streamer_id AS "streamerId", next_number AS "nextNumber",
       paused_at IS NOT NULL AS "isPaused", needs_overlay AS "needsOverlay"
     FROM pack_queues WHERE streamer_id = $1 FOR NO KEY UPDATE`,
    [streamerId]
  )
  return queue ?? null
}

import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { lockQueue } from '#packs/queue/lock_queue'
import { sealNewSeed } from '#packs/seeds/seed_cipher'

/**
 * Makes a channel ready for packs: its queue, and a first seed whose hash is
 * published. Done once; again it changes nothing.
 */
export async function openQueue(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    'INSERT INTO pack_queues (streamer_id) VALUES ($1) ON CONFLICT (streamer_id) DO NOTHING',
    [streamerId]
  )
  await publishSeed(sql, streamerId)
}

/**
 * Ends the current seed with the last number that was given out, and publishes the next one's hash.
 * One that nothing was drawn from stays.
 *
 * @returns false when it stays
 */
export async function nextSeed(sql: Sql, streamerId: string): Promise<boolean> {
  const queue = await lockQueue(sql, streamerId)
  if (!queue) {
    return false
  }
  const ended = await sql.run(
    `UPDATE pack_seeds SET last_number = $2::bigint - 1
     WHERE streamer_id = $1 AND last_number IS NULL AND first_number < $2 RETURNING id`,
    [streamerId, queue.nextNumber]
  )
  if (ended.length === 0) {
    return false
  }
  await publishSeed(sql, streamerId)
  return true
}

/**
 * Ends a seed that nobody can read any more, and publishes the next one's hash where it was the current one. What was
 * drawn from it stays as it is.
 *
 * @returns false when it was revealed meanwhile, or is known to be lost
 */
export async function loseSeed(sql: Sql, streamerId: string, seedId: string): Promise<boolean> {
  const queue = await lockQueue(sql, streamerId)
  if (!queue) {
    return false
  }
  const lost = await sql.run(
    `UPDATE pack_seeds SET lost_at = clock_timestamp(),
       last_number = COALESCE(last_number, $2::bigint - 1)
     WHERE id = $1 AND revealed_at IS NULL AND lost_at IS NULL RETURNING id`,
    [seedId, queue.nextNumber]
  )
  if (lost.length === 0) {
    return false
  }
  await publishSeed(sql, streamerId)
  return true
}

async function publishSeed(sql: Sql, streamerId: string): Promise<void> {
  const id = uuidv7()
  const { sealed, sha256 } = sealNewSeed(id)
  await sql.run(
    `INSERT INTO pack_seeds (id, streamer_id, sha256, seed_sealed, first_number, published_at)
     SELECT $1, streamer_id, $3, $4, next_number, clock_timestamp() FROM pack_queues
     WHERE streamer_id = $2
     ON CONFLICT (streamer_id) WHERE last_number IS NULL DO NOTHING`,
    [id, streamerId, sha256, sealed]
  )
}

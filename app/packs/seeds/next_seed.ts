import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
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
  const ended = await sql.run(
    `WITH queue AS MATERIALIZED (
       SELECT streamer_id, next_number FROM pack_queues WHERE streamer_id = $1 FOR NO KEY UPDATE
     )
     UPDATE pack_seeds d SET last_number = queue.next_number - 1
     FROM queue WHERE d.streamer_id = queue.streamer_id AND d.last_number IS NULL
       AND d.first_number < queue.next_number
     RETURNING d.id`,
    [streamerId]
  )
  if (ended.length === 0) {
    return false
  }
  await publishSeed(sql, streamerId)
  return true
}

async function publishSeed(sql: Sql, streamerId: string): Promise<void> {
  const id = uuidv7()
  const { sealed, sha256 } = sealNewSeed(id)
  await sql.run(
    `INSERT INTO pack_seeds (id, streamer_id, sha256, seed_sealed, first_number)
     SELECT $1, streamer_id, $3, $4, next_number FROM pack_queues WHERE streamer_id = $2
     ON CONFLICT (streamer_id) WHERE last_number IS NULL DO NOTHING`,
    [id, streamerId, sha256, sealed]
  )
}

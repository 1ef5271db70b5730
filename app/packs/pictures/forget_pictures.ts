import type { Sql, SqlValue } from '#core/sql'
import { transact } from '#core/transact'
import { removeFiles } from '#packs/pictures/picture_files'

/** Of those that nothing shows: which may go, for SQL, of `pictures p`. */
interface Which {
  condition: string
  values: SqlValue[]
}

const UNUSED = `NOT EXISTS (SELECT FROM cards c WHERE c.picture_id = p.id)
  AND NOT EXISTS (SELECT FROM card_sets s WHERE s.picture_id = p.id)`

/** The hand that put a card together may have brought its picture a while ago. */
const HOURS_WITHOUT_ROOM = 1

/** What somebody has brought and nothing shows, when they have no room left. @returns whether anything has gone */
export async function makeRoom(ownerId: string): Promise<boolean> {
  const gone = await forgetPictures(Infinity, {
    condition: 'p.owner_id = $1 AND p.created_at < now() - make_interval(hours => $2)',
    values: [ownerId, HOURS_WITHOUT_ROOM],
  })
  return gone > 0
}

/** Those that were brought for something that has not come to be. */
export async function discardPictures(ids: string[]): Promise<void> {
  await forgetPictures(Infinity, { condition: 'p.id = ANY($1::uuid[])', values: [ids] })
}

/**
 * Removes pictures that nothing shows: first the rows, then the files, so that no row is ever without them.
 *
 * @returns how many
 */
export async function forgetPictures(atMost: number, which: Which): Promise<number> {
  const ids = await transact((sql) => forget(sql, atMost, which))
  await removeAllFiles(ids)
  return ids.length
}

export async function removeAllFiles(ids: string[]): Promise<void> {
  for (const id of ids) {
    await removeFiles(id)
  }
}

/**
 * The rows are locked first and looked at again then: who puts one on a card meanwhile either
 * came before, and it stays, or finds it gone.
 */
async function forget(sql: Sql, atMost: number, which: Which): Promise<string[]> {
  const limit = Number.isFinite(atMost) ? `LIMIT ${atMost}` : ''
  const locked = await sql.run<{ id: string }>(
    `SELECT p.id FROM pictures p WHERE ${which.condition} AND ${UNUSED} ${limit} FOR UPDATE SKIP LOCKED`,
    which.values
  )
  const ids = locked.map(({ id }) => id)
  const gone = await sql.run<{ id: string }>(
    `DELETE FROM pictures p WHERE p.id = ANY($${which.values.length + 1}::uuid[])
       AND ${which.condition} AND ${UNUSED} RETURNING p.id`,
    [...which.values, ids]
  )
  return gone.map(({ id }) => id)
}

import { isUuid, uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { keptIds, removeFiles } from '#packs/pictures/picture_files'

/** Long enough to upload today what is put on cards tomorrow. */
const KEPT_UNUSED_HOURS = 48
const AT_ONCE = 200

/**
 * Removes pictures that nothing shows: first the row, then the files, so that no row is ever without them. A crash between
 * leaves files without a row, which are found here too.
 */
export class SweepPictures {
  /** Whether there may be more. */
  async execute(): Promise<boolean> {
    const ids = await transact(forgetUnused)
    await removeAll(ids)
    await this.#sweepFiles()
    return ids.length === AT_ONCE
  }

  async #sweepFiles(): Promise<void> {
    for await (const ids of keptIds()) {
      const old = ids.filter(isUuid).filter((id) => id < oldestWritten())
      await removeAll(await transact((sql) => withoutRow(sql, old)))
    }
  }
}

/** Version 7 ids begin with their time: a younger one may be about to get its row. */
const oldestWritten = () => uuidv7(Date.now() - KEPT_UNUSED_HOURS * 3_600_000)

/**
 * The rows are locked first and looked at again then: who puts one on a card meanwhile either
 * came before, and it stays, or finds it gone.
 */
async function forgetUnused(sql: Sql): Promise<string[]> {
  const unused = `NOT EXISTS (SELECT FROM cards c WHERE c.picture_id = p.id)
    AND NOT EXISTS (SELECT FROM card_sets s WHERE s.picture_id = p.id)`
  const old = `p.created_at < now() - make_interval(hours => $1)`
  const locked = await sql.run<{ id: string }>(
    `SELECT p.id FROM pictures p WHERE ${old} AND ${unused} LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [KEPT_UNUSED_HOURS, AT_ONCE]
  )
  const gone = await sql.run<{ id: string }>(
    `DELETE FROM pictures p WHERE p.id = ANY($2::uuid[]) AND ${old} AND ${unused} RETURNING p.id`,
    [KEPT_UNUSED_HOURS, locked.map(({ id }) => id)]
  )
  return gone.map(({ id }) => id)
}

async function withoutRow(sql: Sql, ids: string[]): Promise<string[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT id::text FROM unnest($1::uuid[]) AS id WHERE NOT EXISTS (SELECT FROM pictures p WHERE p.id = id.id)`,
    [ids]
  )
  return rows.map(({ id }) => id)
}

async function removeAll(ids: string[]): Promise<void> {
  for (const id of ids) {
    await removeFiles(id)
  }
}

import { isUuid, uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { forgetPictures, removeAllFiles } from '#packs/pictures/forget_pictures'
import { keptIds } from '#packs/pictures/picture_files'

/** Long enough to upload today what is put on cards tomorrow. */
const KEPT_UNUSED_HOURS = 48
const AT_ONCE = 200

/**
 * Removes pictures that nothing shows any more. A crash after their rows have gone leaves files, which are
 * found here too.
 */
export class SweepPictures {
  /** Whether there may be more. */
  async execute(): Promise<boolean> {
    const gone = await forgetPictures(AT_ONCE, {
      condition: 'p.created_at < now() - make_interval(hours => $1)',
      values: [KEPT_UNUSED_HOURS],
    })
    await this.#sweepFiles()
    return gone === AT_ONCE
  }

  async #sweepFiles(): Promise<void> {
    for await (const ids of keptIds()) {
      const old = ids.filter(isUuid).filter((id) => id < oldestWritten())
      await removeAllFiles(await transact((sql) => withoutRow(sql, old)))
    }
  }
}

/** Version 7 ids begin with their time: a younger one may be about to get its row. */
const oldestWritten = () => uuidv7(Date.now() - KEPT_UNUSED_HOURS * 3_600_000)

async function withoutRow(sql: Sql, ids: string[]): Promise<string[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT id::text FROM unnest($1::uuid[]) AS id WHERE NOT EXISTS (SELECT FROM pictures p WHERE p.id = id.id)`,
    [ids]
  )
  return rows.map(({ id }) => id)
}

import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { removeFiles, writeFiles } from '#packs/pictures/picture_files'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { MOST_PICTURES } from '#packs/pictures/picture_rules'
import { type RenderedPicture, renderPicture } from '#packs/pictures/render_picture'

/**
 * Keeps a picture. Its files are written before its row, so that no row is without them; files
 * without a row, and rows nothing uses, are swept later.
 */
export class StorePicture {
  /**
   * @returns its id; the same picture of one owner is kept once.
   * @throws PictureRefused
   */
  async execute(ownerId: string, bytes: Buffer): Promise<string> {
    const picture = await renderPicture(bytes)
    const known = await transact((sql) => stillThere(sql, ownerId, picture.sha256))
    return known ?? this.#keep(ownerId, picture)
  }

  async #keep(ownerId: string, picture: RenderedPicture): Promise<string> {
    const id = uuidv7()
    await writeFiles(id, picture)
    const kept = await transact(async (sql) => {
      await refuseTooMany(sql, ownerId)
      return insert(sql, id, ownerId, picture)
    })
    if (kept !== id) {
      await removeFiles(id)
    }
    return kept
  }
}

/** Somebody is about to use it, so the sweep leaves it alone for a while. */
async function stillThere(sql: Sql, ownerId: string, sha256: string): Promise<string | null> {
  const [row] = await sql.run<{ id: string }>(
    'UPDATE pictures SET created_at = now() WHERE owner_id = $1 AND sha256 = $2 RETURNING id',
    [ownerId, sha256]
  )
  return row?.id ?? null
}

/** Two tabs with the same file at once get the same picture. */
async function insert(
  sql: Sql,
  id: string,
  ownerId: string,
  { sha256, width, height, files }: RenderedPicture
): Promise<string> {
  const [row] = await sql.run<{ id: string }>(
    `INSERT INTO pictures (id, owner_id, sha256, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner_id, sha256) DO UPDATE SET created_at = now() RETURNING id`,
    [id, ownerId, sha256, width, height, files.card.length + files.tile.length]
  )
  return row?.id ?? id
}

async function refuseTooMany(sql: Sql, ownerId: string): Promise<void> {
  const [row] = await sql.run<{ count: number }>(
    'SELECT count(*)::integer AS count FROM pictures WHERE owner_id = $1',
    [ownerId]
  )
  if ((row?.count ?? 0) >= MOST_PICTURES) {
    throw new PictureRefused('too_many')
  }
}

import pictureRoom from '#config/pictures'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { makeRoom } from '#packs/pictures/forget_pictures'
import { removeFiles, writeFiles } from '#packs/pictures/picture_files'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { lockRoom, type PictureRoom, refuseBeyond } from '#packs/pictures/picture_room'
import { type RenderedPicture, renderPicture } from '#packs/pictures/render_picture'

/** A picture that is kept, and whether it was not before. */
export interface KeptPicture {
  id: string
  isNew: boolean
}

/**
 * Keeps a picture. Its files are written before its row, so that no row is without them; files
 * without a row, and rows nothing uses, are swept later.
 */
export class StorePicture {
  /** @param room of each owner */
  constructor(private room: PictureRoom = pictureRoom) {}

  /**
   * @returns its id; the same picture of one owner is kept once.
   * @throws PictureRefused
   */
  async execute(ownerId: string, bytes: Buffer): Promise<string> {
    const { id } = await this.keep(ownerId, bytes)
    return id
  }

  /** @throws PictureRefused */
  async keep(ownerId: string, bytes: Buffer): Promise<KeptPicture> {
    const picture = await renderPicture(bytes, ownerId)
    const known = await transact((sql) => stillThere(sql, ownerId, picture.sha256))
    return known ? { id: known, isNew: false } : this.#write(ownerId, picture)
  }

  async #write(ownerId: string, picture: RenderedPicture): Promise<KeptPicture> {
    const id = uuidv7()
    await writeFiles(id, picture)
    const kept = await this.#insert(id, ownerId, picture).catch(async (error: unknown) => {
      // Of another error, as of a connection that breaks at the commit, nobody knows whether the row is there: the sweep looks.
      if (error instanceof PictureRefused) await removeFiles(id)
      throw error
    })
    if (kept !== id) {
      await removeFiles(id)
    }
    return { id: kept, isNew: kept === id }
  }

  /** Where there is no room, what nothing shows goes first. */
  async #insert(id: string, ownerId: string, picture: RenderedPicture): Promise<string> {
    const keep = () => transact((sql) => insertWithin(sql, id, ownerId, picture, this.room))
    try {
      return await keep()
    } catch (error) {
      const mayFit = error instanceof PictureRefused && (await makeRoom(ownerId))
      if (!mayFit) throw error
      return keep()
    }
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

/** Two tabs with the same file at once get the same picture, also where there is no room for another. */
async function insertWithin(
  sql: Sql,
  id: string,
  ownerId: string,
  { sha256, width, height, files }: RenderedPicture,
  room: PictureRoom
): Promise<string> {
  await lockRoom(sql, ownerId)
  const [row] = await sql.run<{ id: string }>(
    `INSERT INTO pictures (id, owner_id, sha256, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner_id, sha256) DO UPDATE SET created_at = now() RETURNING id`,
    [id, ownerId, sha256, width, height, files.card.length + files.tile.length]
  )
  const kept = row?.id ?? id
  if (kept === id) {
    await refuseBeyond(sql, ownerId, room)
  }
  return kept
}

import type { Sql } from '#core/sql'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { PICTURE_FAULTS } from '#packs/pictures/picture_rules'

/** How much one person may keep. */
export interface PictureRoom {
  pictures: number
  bytes: number
}

const MB = 1024 * 1024

/** Of one person, pictures are kept one after the other, so that two at once are counted. */
export async function lockRoom(sql: Sql, ownerId: string): Promise<void> {
  await sql.run('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [ownerId])
}

/**
 * Looks whether what somebody keeps by now is within their room, which is locked.
 *
 * @throws PictureRefused that says what there is too much of, and what to do
 */
export async function refuseBeyond(sql: Sql, ownerId: string, room: PictureRoom): Promise<void> {
  const [kept] = await sql.run<PictureRoom>(
    `SELECT count(*)::integer AS pictures, COALESCE(sum(bytes), 0)::bigint AS bytes
     FROM pictures WHERE owner_id = $1`,
    [ownerId]
  )
  const { pictures = 0, bytes = 0 } = kept ?? {}
  if (pictures > room.pictures) {
    throw noRoom(`You can keep ${room.pictures.toLocaleString('en')} pictures here.`)
  }
  if (bytes > room.bytes) {
    const most = Math.floor(room.bytes / MB).toLocaleString('en')
    throw noRoom(`Your pictures can take ${most} MB here.`)
  }
}

const noRoom = (limit: string) =>
  new PictureRefused('no_room', { sentence: `${limit} ${PICTURE_FAULTS.no_room}` })

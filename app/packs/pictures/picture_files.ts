import drive from '@adonisjs/drive/services/main'
import type { Readable } from 'node:stream'
import type { RenderedPicture } from '#packs/pictures/render_picture'
import type { PictureSize } from '#packs/pictures/picture_rules'

const FOLDER = 'pictures'

const key = (id: string, size: PictureSize) => `${FOLDER}/${id}/${size}.webp`

/** Writes a picture's files; its row comes after them. */
export async function writeFiles(id: string, { files }: RenderedPicture): Promise<void> {
  const options = { contentType: 'image/webp' }
  await drive.use().put(key(id, 'card'), files.card, options)
  await drive.use().put(key(id, 'tile'), files.tile, options)
}

export async function removeFiles(id: string): Promise<void> {
  await drive.use().deleteAll(`${FOLDER}/${id}/`)
}

/** Null when there is no such file. */
export async function readFile(id: string, size: PictureSize): Promise<Readable | null> {
  const disk = drive.use()
  return (await disk.exists(key(id, size))) ? disk.getStream(key(id, size)) : null
}

/** The ids that files lie under, with or without a row, some at a time. */
export async function* keptIds(): AsyncGenerator<string[]> {
  let token: string | undefined
  do {
    const page = await list(token)
    yield [...page.objects].filter(({ isDirectory }) => isDirectory).map(({ name }) => name)
    token = page.paginationToken
  } while (token)
}

/** A folder nothing was ever written to is not there yet. */
async function list(paginationToken?: string) {
  try {
    return await drive.use().listAll(`${FOLDER}/`, { paginationToken })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { objects: [] }
    }
    throw error
  }
}

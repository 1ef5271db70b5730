import { readFile } from 'node:fs/promises'
import type { ImportedFile } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { checkPicture, pixelsOf } from '#packs/pictures/render_picture'

/** Whose pictures are brought, and what ends it when nobody waits for it any more. */
export interface Bringing {
  whose: string
  left?: AbortSignal
}

/**
 * What is wrong with each of these pictures, by its path. How large they are is looked at first, then they are read to
 * their ends one after the other, so that others' pictures come in between.
 *
 * @throws ImportRefused when they are more than may be read
 */
export async function checkPictures(
  files: Iterable<ImportedFile>,
  { whose, left }: Bringing
): Promise<Map<string, string>> {
  const faults = new Map<string, string>()
  const sound: string[] = []
  let pixels = 0
  for (const path of new Set([...files].map((file) => file.path))) {
    left?.throwIfAborted()
    const fault = await faultOf(async () => {
      pixels += await pixelsOf(await readFile(path))
    })
    if (fault) faults.set(path, fault)
    else sound.push(path)
    if (pixels > IMPORT_LIMITS.pixels) {
      throw new ImportRefused(
        'The pictures are too large together. Make them smaller, about 1,024 pixels high, or bring them in parts.'
      )
    }
  }
  for (const path of sound) {
    left?.throwIfAborted()
    const fault = await faultOf(async () => checkPicture(await readFile(path), whose))
    if (fault) faults.set(path, fault)
  }
  return faults
}

async function faultOf(look: () => Promise<void>): Promise<string | null> {
  try {
    await look()
    return null
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    return error.message
  }
}

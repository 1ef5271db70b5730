import { readFile } from 'node:fs/promises'
import type { Bringing } from '#packs/imports/check_pictures'
import type { CardWithFile } from '#packs/imports/plan_import'
import { discardPictures } from '#packs/pictures/forget_pictures'
import type { KeptPicture, StorePicture } from '#packs/pictures/store_picture'
import type { CardInput } from '#packs/sets/set_validators'

/**
 * Keeps the pictures of an import, one after the other, so that others' come in between; each file once,
 * however many cards it is on. When one cannot be kept, none is.
 */
export async function keepPictures(
  store: StorePicture,
  cards: CardWithFile[],
  { whose, left }: Bringing
): Promise<CardInput[]> {
  const kept = new Map<string, KeptPicture>()
  try {
    for (const { file } of cards) {
      if (file && !kept.has(file.path)) {
        left?.throwIfAborted()
        kept.set(file.path, await store.keep(whose, await readFile(file.path)))
      }
    }
  } catch (error) {
    const brought = [...kept.values()].filter(({ isNew }) => isNew)
    await discardPictures(brought.map(({ id }) => id))
    throw error
  }
  return cards.map(({ file, line: _, picture: __, ...card }) => ({
    ...card,
    pictureId: (file && kept.get(file.path)?.id) ?? null,
  }))
}

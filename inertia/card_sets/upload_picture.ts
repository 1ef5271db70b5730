import { FetchFailed, sendFile } from '~/channel/fetch_json'
import { LARGEST_FILE, PICTURE_FAULTS } from '#packs/pictures/picture_rules'

/**
 * Brings a picture to the server.
 *
 * @returns its id
 * @throws FetchFailed with a sentence for the reader
 */
export async function uploadPicture(file: File): Promise<string> {
  if (file.size > LARGEST_FILE) {
    throw new FetchFailed(422, PICTURE_FAULTS.too_large)
  }
  const { id } = await sendFile<{ id: string }>('/pictures', file)
  return id
}

/** What can be put on a card. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp'

/** A name for the card of a file: "03_ash-moth.png" is "Ash moth". */
export function nameOfFile(fileName: string): string {
  const words = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/^\d+[\s._-]+/, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
  return (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 60) || 'New card'
}

/** The files of what was dropped. */
export const filesOf = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])]

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

/** The files of what was dropped. */
export const filesOf = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])]

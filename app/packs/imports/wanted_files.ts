import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { LARGEST_FILE } from '#packs/pictures/picture_rules'

const PICTURE = /\.(png|jpe?g|webp)$/i
const CSV = /\.csv$/i
/** What systems put beside people's files. */
const LITTER = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i

export const isPictureName = (name: string) => PICTURE.test(name)
export const isCsvName = (name: string) => CSV.test(name)
export const isLitter = (name: string) => LITTER.test(name)

/** How many bytes a file may have, one more than that for pictures, so that it is seen to be too large; null for what is not read. */
export function mostBytesOf(name: string): number | null {
  if (isCsvName(name)) {
    return IMPORT_LIMITS.csv
  }
  return isPictureName(name) ? LARGEST_FILE : null
}

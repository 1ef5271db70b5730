import { cleanText } from '#core/clean_text'

const MB = 1024 * 1024

/** How much an import may be. */
export const IMPORT_LIMITS = {
  /** Of the zip, or of all files of a folder together. */
  upload: 200 * MB,
  files: 2_000,
  /** Of everything in a zip once it is read. */
  inflated: 600 * MB,
  csv: 8 * MB,
  rows: 5_000,
  /** Characters of a file's name, with its folders. */
  path: 400,
  /** Of all pictures together: a minute or two of reading them. */
  pixels: 3_000_000_000,
} as const

/** Imports at the same time: each may hold hundreds of megabytes on disk. */
export const MOST_IMPORTS = { inAll: 3, each: 1 }

/** What a report lists; of the others it says only how many there are. */
export const LISTED = { cards: 100, faults: 200, ignored: 20 } as const

const LONGEST_SHOWN = 80

/** A file's name as reports show it: of a long one its end. */
export function shownName(name: string): string {
  const clean = [...cleanText(name, IMPORT_LIMITS.path)]
  return clean.length > LONGEST_SHOWN
    ? `…${clean.slice(1 - LONGEST_SHOWN).join('')}`
    : clean.join('')
}

/** What is wrong, and where: a line of the CSV, a file, or neither. */
export type ImportFault = { line: number | null; file: string | null; message: string }

export const faultAt = (line: number | null, message: string): ImportFault => ({
  line,
  file: null,
  message,
})
export const faultOf = (file: string, message: string): ImportFault => ({
  line: null,
  file: shownName(file),
  message,
})

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
} as const

/** Faults that are listed; of the others only how many there are is said. */
export const LISTED_FAULTS = 200

/** What is wrong, and where: a line of the CSV, a file, or neither. */
export type ImportFault = { line: number | null; file: string | null; message: string }

export const faultAt = (line: number | null, message: string): ImportFault => ({
  line,
  file: null,
  message,
})
export const faultOf = (file: string, message: string): ImportFault => ({
  line: null,
  file,
  message,
})

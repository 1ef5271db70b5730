import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** What a JSON file holds, or null when it is missing or was cut off half-written. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Replaces a file in one step: a reader sees the old text or the new, never a part. */
export function writeAtomically(file, text, mode = 0o600) {
  const draft = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text, { mode })
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

export const writeJson = (file, value) => writeAtomically(file, `${JSON.stringify(value)}\n`)

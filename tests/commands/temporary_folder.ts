import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A private folder (0700, as mktemp makes them) that is gone when the test ends. */
export function temporaryFolder(cleanup: (undo: () => void) => void) {
  const folder = mkdtempSync(path.join(tmpdir(), 'crowdcrit-commands-'))
  cleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './build_page.ts'

/** Twelve hex digits that change when a source of the page does. */
export async function sourceId(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of [ROOT, join(ROOT, '../shared_browser')]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    for (const file of files) hash.update(file.slice(folder.length)).update(await readFile(file))
  }
  return hash.digest('hex').slice(0, 12)
}

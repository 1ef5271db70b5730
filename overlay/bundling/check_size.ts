import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const LIMIT = 40 * 1024

/**
 * Bytes of all scripts, styles and pages, each compressed.
 *
 * @throws Error above 40 KB: OBS shares its machine with a game and an encoder
 */
export async function checkSize(folder: string): Promise<number> {
  const names = await readdir(folder)
  const loaded = names.filter((name) => /\.(js|css|html)$/.test(name))
  const files = await Promise.all(loaded.map((name) => readFile(join(folder, name))))
  const size = files.reduce((sum, file) => sum + gzipSync(file).length, 0)
  if (size > LIMIT) {
    throw new Error(`The overlay is ${size} bytes gzipped, ${size - LIMIT} more than it may be`)
  }
  return size
}

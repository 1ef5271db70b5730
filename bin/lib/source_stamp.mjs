import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './paths.mjs'

/** Not part of what is built: results, what is only run from source, words. */
const LEFT_OUT = new Set([
  ...['.adonisjs', '.ci', '.data', '.git', '.github', '.runtime', 'bench', 'build', 'coverage'],
  ...['docs', 'node_modules', 'simulators', 'tests', 'tmp', 'bin/lib'],
  ...['public/assets', 'public/overlay-assets', 'public/foundry', 'database/schema.ts'],
])

function* sourceFiles(root, folder = '') {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true })
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (LEFT_OUT.has(name) || /^\.env|\.(md|log|mjs)$/.test(entry.name)) {
      continue
    }
    if (entry.isDirectory()) {
      yield* sourceFiles(root, name)
    } else if (entry.isFile()) {
      yield name
    }
  }
}

/** A fingerprint of everything a build is made from. */
export function sourceStamp(root = ROOT) {
  const hash = createHash('sha256')
  for (const name of sourceFiles(root)) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update('\0')
  }
  return hash.digest('hex')
}

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fromRoot } from '../paths.mjs'

/** Japa's own note of what `--failed` runs again. Of several processes each overwrites it with what failed in its part. */
export function rememberFailed(tests, folder = fromRoot('node_modules/.cache/@japa/runner')) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'summary.json'), JSON.stringify({ tests }))
}

import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkSize } from './bundling/check_size.ts'
import { buildPage } from './bundling/build_page.ts'
import { buildWorker } from './bundling/build_worker.ts'
import { sourceId } from './bundling/source_id.ts'
import { writeExtras } from './bundling/write_extras.ts'

/**
 * Builds the OBS page: `node overlay/build.ts --out public/overlay-assets --build-id ID`.
 * Without an id the sources give one, so that overlays reload only for a page that differs.
 *
 * Writes index.html (served at /overlay), its hashed assets, sw.js (served at
 * /overlay-sw.js), alive.js (what the local bootstrap file asks for) and
 * build.json ({build}). The old folder is replaced only by a complete new one.
 */
const { values } = parseArgs({
  options: { 'out': { type: 'string' }, 'build-id': { type: 'string' } },
})
const out = resolve(values.out ?? 'public/overlay-assets')
const build = values['build-id'] ?? (await sourceId())

const fresh = `${out}.${process.pid}`
try {
  await buildPage(fresh, build)
  await buildWorker(fresh, build)
  await writeExtras(fresh, build)
  const size = await checkSize(fresh)
  await rm(out, { recursive: true, force: true })
  await rename(fresh, out)
  console.log(`overlay ${build}: ${(size / 1024).toFixed(1)} KB gzip in ${out}`)
} finally {
  await rm(fresh, { recursive: true, force: true })
}

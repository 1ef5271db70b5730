import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './build_page.ts'

/** The small files beside the bundle. bootstrap.html still needs its `__OVERLAY_URL__`. */
export async function writeExtras(outDir: string, build: string): Promise<void> {
  await writeFile(join(outDir, 'alive.js'), 'window.crowdcritAlive=true\n')
  await writeFile(join(outDir, 'build.json'), `${JSON.stringify({ build })}\n`)
  await copyFile(join(ROOT, 'bootstrap.html'), join(outDir, 'bootstrap.html'))
}

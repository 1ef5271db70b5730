import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT, TARGET } from './build_page.ts'

/** Bundles the service worker into `outDir` as sw.js, with the page's assets as the list to keep. */
export async function buildWorker(outDir: string, buildId: string): Promise<void> {
  const names = await readdir(outDir)
  const assets = names
    .filter((name) => /\.(js|css)$/.test(name))
    .sort()
    .map((name) => `/overlay-assets/${name}`)

  await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define: { OVERLAY_BUILD: JSON.stringify(buildId), OVERLAY_ASSETS: JSON.stringify(assets) },
    build: {
      outDir,
      emptyOutDir: false,
      target: TARGET,
      reportCompressedSize: false,
      lib: {
        entry: join(ROOT, 'service_worker/worker.ts'),
        formats: ['iife'],
        name: 'crowdcritOverlayWorker',
        fileName: () => 'sw.js',
      },
    },
  })
}

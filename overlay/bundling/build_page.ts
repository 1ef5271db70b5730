import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** OBS 29 and 30 embed Chromium 103. */
export const TARGET = 'chrome103'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Bundles index.html with its script and style into `outDir`. */
export async function buildPage(outDir: string, buildId: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    base: '/overlay-assets/',
    logLevel: 'warn',
    define: { OVERLAY_BUILD: JSON.stringify(buildId) },
    build: {
      outDir,
      emptyOutDir: true,
      assetsDir: '',
      target: TARGET,
      cssTarget: TARGET,
      modulePreload: false,
      reportCompressedSize: false,
    },
  })
}

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const SCREENSHOTS = join(ROOT, 'tests/screenshots')

/** The build the specs' page says it is. */
export const BUILD = 'b1'

/** Builds the page into a folder of its own; returns it and how to remove it. */
export async function buildOverlay() {
  const parent = await mkdtemp(join(tmpdir(), 'crowdcrit-overlay-'))
  const folder = join(parent, 'assets')
  const script = join(ROOT, 'overlay/build.ts')
  await promisify(execFile)(process.execPath, [script, '--out', folder, '--build-id', BUILD])
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) }
}

/** A page the size of a stream whose console errors are collected. */
export async function streamPage(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return { page, errors }
}

const NOISE = `<svg xmlns='http://www.w3.org/2000/svg' width='1920' height='1080'>
<filter id='a'><feTurbulence baseFrequency='.006 .009' numOctaves='5' seed='7'/>
<feColorMatrix values='1.6 .3 0 0 -.25 .3 1.5 0 0 -.2 .1 .5 .8 0 -.15 0 0 0 0 1'/></filter>
<rect width='100%' height='100%' filter='url(%23a)'/></svg>`

/** Something like a game under the overlay, and a picture of both. */
export async function picture(page: Page, name: string) {
  await page.evaluate(
    (image) => {
      if (document.documentElement.classList.contains('setup-mode')) return
      document.documentElement.style.background = `url("data:image/svg+xml,${image}")`
    },
    NOISE.replaceAll('\n', ' ').replaceAll('"', "'").replaceAll('<', '%3C').replaceAll('>', '%3E')
  )
  await mkdir(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `overlay_${name}.png`) })
}

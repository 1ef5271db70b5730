import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { tellWhatWasSeen } from '#tests/support/what_was_seen'

const FOLDER = fileURLToPath(new URL('../../screenshots', import.meta.url))
const PATIENCE_MS = 20_000
/** Browsers want a gesture before the overlay's sounds; OBS does not. */
const SOUND_BY_ITSELF = 'The AudioContext was not allowed to start'
const DESK = { width: 1280, height: 800 }

/**
 * People's browsers, one context each. Whatever a page of any of them writes to
 * its console as an error or a warning, throws, or asks of another machine is
 * kept as a fault.
 */
export class WatchedBrowsers {
  readonly faults: string[] = []
  #browser: Browser
  #contexts: BrowserContext[] = []

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async open(name: string, viewport = DESK): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ viewport, reducedMotion: 'reduce' })
    context.setDefaultTimeout(PATIENCE_MS)
    this.#contexts.push(context)

    context.on('weberror', (error) => this.faults.push(`${name}: ${error.error().message}`))
    context.on('console', (message) => {
      const isWorthALook = message.type() === 'error' || message.type() === 'warning'
      if (isWorthALook && !message.text().includes(SOUND_BY_ITSELF)) {
        this.faults.push(`${name} at ${message.page()?.url()}: ${message.text()}`)
      }
    })
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') {
        this.faults.push(`${name} asked another machine: ${request.url()}`)
      }
    })
    return context
  }

  /** @param hasFailed keeps a picture of each page as it was then */
  async close(hasFailed = false): Promise<void> {
    if (hasFailed) await tellWhatWasSeen()
    const pages = hasFailed ? this.#contexts.flatMap((context) => context.pages()) : []
    await Promise.all(pages.map((page, index) => picture(page, `failed_${index}`)))
    await Promise.all(this.#contexts.map((context) => context.close()))
  }
}

/** Keeps a picture of a page in tests/screenshots. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `loop_${name}.png`) })
}

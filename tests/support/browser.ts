import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Assert } from '@japa/assert'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'

const FOLDER = fileURLToPath(new URL('../screenshots', import.meta.url))
const WRAPPER = fileURLToPath(new URL('chromium.sh', import.meta.url))
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * The looks of a screen. Axe judges the two that differ in everything. All four, and their pictures, are
 * for whoever wants to look at them (`ALL_LOOKS=true`).
 */
const LOOKS = [
  { width: 'wide', mode: 'light', isJudged: true },
  { width: 'wide', mode: 'dark', isJudged: false },
  { width: 'phone', mode: 'light', isJudged: false },
  { width: 'phone', mode: 'dark', isJudged: true },
] as const
const withPictures = process.env.ALL_LOOKS === 'true'
const TAKEN = LOOKS.filter(({ isJudged }) => isJudged || withPictures)
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

/** Our own traffic only, and no window. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let running: Promise<Browser> | undefined

/**
 * The installed Chromium; Playwright brings none of its own here. One for all specs of a process: contexts keep people
 * apart, and Japa closes it with the suite.
 */
export function sharedChromium(): Promise<Browser> {
  running ??= launch(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')
  return running
}

function launch(program: string): Promise<Browser> {
  const hasShell = process.platform !== 'win32'
  return chromium.launch({
    executablePath: hasShell ? WRAPPER : program,
    env: { ...process.env, CHROMIUM_PROGRAM: program },
    args: ARGS,
  })
}

interface AxeOptions {
  resultTypes: string[]
  rules?: Record<string, { enabled: boolean }>
}

interface Violation {
  id: string
  help: string
  nodes: { html: string; failureSummary?: string }[]
}

declare global {
  interface Window {
    axe: { run(options: AxeOptions): Promise<{ violations: Violation[] }> }
  }
}

/**
 * A page under watch: what it writes to its console as an error, what it throws
 * and what it asks of other origins is collected, and `assertClean` fails on it.
 */
export class Screen {
  #faults: string[] = []

  private constructor(
    readonly page: Page,
    private assert: Assert
  ) {}

  static async open(context: BrowserContext, assert: Assert): Promise<Screen> {
    const screen = new Screen(await context.newPage(), assert)
    screen.#watch()
    return screen
  }

  /** Goes there and waits until the page is drawn. Error pages are asked for by status. */
  async visit(address: string, status = 200): Promise<void> {
    const response = await this.page.goto(address, { waitUntil: 'domcontentloaded' })
    await this.page.locator('main h1').first().waitFor()
    this.assert.equal(response?.status(), status, address)
    this.#faults = this.#faults.filter((fault) => status < 400 || !fault.includes(`${status}`))
  }

  /** Both widths and both modes: nothing overflows, axe finds nothing. */
  async check(name: string): Promise<void> {
    for (const { width, mode, isJudged } of TAKEN) {
      await this.page.setViewportSize(SIZES[width])
      // A pointer that rests on a button shows its other colour.
      await this.page.mouse.move(0, 0)
      await this.page.emulateMedia({ colorScheme: mode, reducedMotion: 'reduce' })
      await this.#settle(mode)
      if (withPictures) await this.#picture(`${name}_${width}_${mode}`)
      await this.#assertFits(`${name} ${width}`)

      if (isJudged) {
        await this.assertAccessible(`${name} ${width} ${mode}`)
      }
    }
    this.assertClean(name)
  }

  /** The top of the screen as a person sees it first: for the README. */
  async poster(name: string): Promise<void> {
    await this.page.setViewportSize(SIZES.wide)
    await this.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await this.#settle('dark')
    await this.page.screenshot({ path: join(FOLDER, `${name}.png`) })
  }

  /** A picture of a part of the screen, as it is. */
  async part(selector: string, name: string): Promise<void> {
    await mkdir(FOLDER, { recursive: true })
    await this.page.locator(selector).screenshot({ path: join(FOLDER, `${name}.png`) })
  }

  async assertAccessible(name: string): Promise<void> {
    await this.#endAnimations()
    if (!(await this.page.evaluate(() => 'axe' in window))) {
      await this.page.addScriptTag({ path: AXE })
    }

    const { violations } = await this.page.evaluate(() =>
      window.axe.run({ resultTypes: ['violations'] })
    )
    const found = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`
    )
    this.assert.deepEqual(found, [], name)
  }

  assertClean(name: string): void {
    this.assert.deepEqual(this.#faults, [], `console of ${name}`)
  }

  /** Colours fade over; axe and the picture want them as they end. */
  async #settle(mode: 'light' | 'dark'): Promise<void> {
    await this.page.waitForFunction(
      (dark) => document.documentElement.classList.contains('dark') === dark,
      mode === 'dark'
    )
    await this.#endAnimations()
  }

  async #endAnimations(): Promise<void> {
    await this.page.evaluate(() => {
      for (const animation of document.getAnimations()) {
        if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
      }
      return document.fonts.ready
    })
  }

  async #picture(name: string): Promise<void> {
    await mkdir(FOLDER, { recursive: true })
    await this.page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true })
  }

  /** A phone never has to be scrolled sideways. */
  async #assertFits(name: string): Promise<void> {
    const excess = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    )
    this.assert.isAtMost(excess, 0, `${name} is too wide`)
  }

  #watch(): void {
    this.page.on('pageerror', (error) => this.#faults.push(error.message))
    this.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.#faults.push(message.text())
      }
    })
    this.page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') {
        this.#faults.push(`asked another origin: ${request.url()}`)
      }
    })
  }
}

import type { Browser, Page } from 'playwright'
import type { OverlayPack, OverlaySnapshot } from '../../../overlay/contract.ts'
import { timelineOf, type Step } from '../../../overlay/packs/timeline.ts'
import { FakeOverlayServer } from './fake_overlay_server.ts'
import { pack, snapshot } from './fixtures.ts'
import { streamPage } from './overlay_browser.ts'

/** A pack that has begun this very moment. */
export const fresh = (overrides: Partial<OverlayPack> = {}) =>
  pack({ startedAt: new Date().toISOString(), ...overrides })

export interface PackStage {
  server: FakeOverlayServer
  origin: string
  page: Page
  errors: string[]
  close: () => Promise<void>
}

/** The overlay with timers that stand still: a step of a pack comes when the test lets it. */
export async function openStage(
  browser: Browser,
  folder: string,
  state: Partial<OverlaySnapshot>
): Promise<PackStage> {
  const server = new FakeOverlayServer(folder, snapshot(state))
  const origin = await server.start()
  const { page, errors } = await streamPage(browser)
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1000)
  await page.goto(`${origin}/overlay#k=test-key`)
  const close = async () => {
    await page.close()
    await server.stop()
  }
  return { server, origin, page, errors, close }
}

export const packOnStage = (page: Page) => page.locator('[data-scene="pack"] .packs')

/** Lets a pack go on to its steps, one after the other. */
export class Steps {
  #now = 0
  #page: Page
  #steps: (Step & { at: number })[]
  readonly length: number

  constructor(page: Page, shown: OverlayPack) {
    const { steps, length } = timelineOf(shown)
    this.#page = page
    this.#steps = steps
    this.length = length
  }

  /** The first one of that name, of that card if one is given. */
  async to(name: Step['name'], card?: number) {
    const step = this.#steps.find(
      (one) => one.name === name && (card === undefined || ('card' in one && one.card === card))
    )
    if (!step) throw new Error(`There is no ${name}`)
    await this.#runTo(step.at)
  }

  /** Its end, with the pause after it. */
  async toEnd(pause: number) {
    await this.#runTo(this.length + pause)
  }

  /** Time counts from when the pack is on stage, which comes with an answer of the server. */
  async #runTo(at: number) {
    if (this.#now === 0) await packOnStage(this.#page).waitFor()
    await this.#page.clock.runFor(Math.ceil(at + 1 - this.#now))
    this.#now = Math.max(this.#now, at + 1)
  }
}

/** Nothing moves any more, but what never ends. */
export const atRest = (page: Page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity
      )
  )

/** Holds all that moves at this moment of its way, milliseconds, for a picture of it. */
export const holdAt = (page: Page, ms: number) =>
  page.evaluate((at) => {
    for (const animation of document.getAnimations()) {
      if (animation.playState !== 'running') continue
      animation.pause()
      animation.currentTime = at
    }
  }, ms)

/** And lets it come to its end. */
export const letGo = (page: Page) =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.playState !== 'paused') continue
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.play()
      else animation.finish()
    }
  })

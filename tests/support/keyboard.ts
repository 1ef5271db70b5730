import type { Assert } from '@japa/assert'
import type { Locator, Page } from 'playwright'

/** More stops than any page has. */
const MOST_STOPS = 300

/**
 * Somebody without a mouse: moves by Tab, and looks at every stop whether the focus can be
 * seen there.
 */
export class Keyboard {
  constructor(
    private page: Page,
    private assert: Assert
  ) {}

  /** Tabs on until it is there. */
  async to(wanted: Locator, step: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await this.isOn(wanted)) return
      await this.page.keyboard.press(step)
      // Between the last stop and the first one is the browser's own.
      if (!(await this.isOn(this.page.locator('body')))) await this.assertSeen()
    }
    throw new Error(`${MOST_STOPS} times ${step}, and it was never reached: ${wanted}`)
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  /** Along a group of radio buttons: the next one has the focus and is chosen. */
  async along(key: 'ArrowDown' | 'ArrowRight' = 'ArrowDown'): Promise<void> {
    const before = await this.page.evaluateHandle(() => document.activeElement)
    // A finger stays on a key for a moment, and what is chosen hangs on that.
    await this.page.keyboard.press(key, { delay: 50 })
    await this.page.waitForFunction((element) => {
      const { activeElement } = document
      return activeElement !== element && activeElement?.getAttribute('aria-checked') === 'true'
    }, before)
    await this.assertSeen()
  }

  isOn(wanted: Locator): Promise<boolean> {
    return wanted.evaluateAll((elements) => elements.some((one) => one === document.activeElement))
  }

  /** The focus gets there by itself. */
  async landsOn(wanted: Locator): Promise<void> {
    await wanted.first().waitFor()
    const handle = await wanted.first().elementHandle()
    await this.page.waitForFunction((element) => element === document.activeElement, handle)
    await this.assertSeen()
  }

  /** A line is drawn around what has the focus, not a faint one, and nothing lies over it. */
  async assertSeen(): Promise<void> {
    const unseen = await this.page.evaluate(() => {
      const { activeElement: focused } = document
      if (!focused || focused === document.body) return 'the focus is nowhere'
      // Lines fade in, and are judged as they end.
      for (const animation of document.getAnimations()) {
        if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
      }
      const isFaint = (colour: string) => /\/ 0?\.[0-4]\d*\)/.test(colour)
      const isDrawn = (element: Element) =>
        [null, '::before'].some((part) => {
          const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(
            element,
            part
          )
          const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
          const hasRing = /\b0px 0px 0px [1-9.]+px/.test(boxShadow)
          return (hasOutline && !isFaint(outlineColor)) || (hasRing && !isFaint(boxShadow))
        })
      const { x, y, width, height } = focused.getBoundingClientRect()
      const onTop = document.elementFromPoint(x + width / 2, y + height / 2)
      const isOnTop = focused.contains(onTop) || onTop?.contains(focused) === true
      return isDrawn(focused) && isOnTop ? null : focused.outerHTML.slice(0, 400)
    })
    this.assert.isNull(unseen, 'the focus cannot be seen')
  }
}

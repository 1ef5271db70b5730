import type { Page } from 'playwright'

/**
 * Everything that somebody at a page's console gets to see without a debugger: what
 * the browser keeps for the page, what hangs on its global object, and what it drew.
 */
export async function reachable(page: Page): Promise<string[]> {
  const kept = await page.context().storageState({ indexedDB: true })
  const seen = await page.evaluate(() => {
    const texts: string[] = [document.documentElement.outerHTML]
    const visited = new Set<unknown>()
    const waiting: unknown[] = [window, { ...localStorage }, { ...sessionStorage }]
    const isFromBrowser = (value: object) => value instanceof Node || value instanceof CSSRuleList

    const look = (value: unknown) => {
      if (typeof value === 'string') texts.push(value)
      const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
      if (!isObject || visited.has(value) || isFromBrowser(value)) return
      visited.add(value)
      if (value instanceof Map || value instanceof Set) waiting.push(...value.entries())
      for (const key of Reflect.ownKeys(value)) {
        texts.push(String(key))
        try {
          waiting.push(Reflect.get(value, key))
        } catch {
          // A getter that wants another receiver: nothing to see from here either.
        }
      }
      waiting.push(Reflect.getPrototypeOf(value))
    }
    while (waiting.length > 0) look(waiting.pop())

    const { settings } = window.game
    for (const key of ['instanceId', 'ledger', 'connections', 'macros', 'perMinute']) {
      texts.push(JSON.stringify(settings.get('crowdcrit', key)))
    }
    texts.push(...performance.getEntries().map(({ name }) => name))
    return texts
  })
  return [JSON.stringify(kept), ...seen]
}

declare global {
  interface Window {
    /** Foundry's, as far as a console is tried here. */
    game: {
      settings: {
        get(namespace: string, key: string): unknown
        set(namespace: string, key: string, value: unknown): Promise<unknown>
      }
    }
  }
}

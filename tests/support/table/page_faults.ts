import type { Page } from 'playwright'

/** Kills a page's process, which gets no chance to say anything. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // Whoever asks for that gets no answer.
  void session.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

export interface Sleeper {
  /** From the page's next statement on. */
  freeze(): Promise<void>
  thaw(): Promise<void>
}

/**
 * Lets a page sleep as browsers do with those that nobody looks at: none of its code runs, its
 * connections stay. Pages that share its process sleep as well.
 */
export async function sleeper(page: Page): Promise<Sleeper> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  return {
    freeze: async () => void (await session.send('Debugger.pause')),
    thaw: async () => void (await session.send('Debugger.resume')),
  }
}

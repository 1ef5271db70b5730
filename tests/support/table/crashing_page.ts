import type { BrowserContext, Page } from 'playwright'

/** What a page asks of the tabletop's server; only what decides about a crash is typed. */
interface Written {
  op: string
  key?: string
}

/**
 * Lets a context's pages crash for real, in the moment before something that is named leaves
 * them: what was asked of the tabletop's server before has arrived, this and all later has not.
 */
export class CrashingPage {
  /** Told of each thing that is about to be written; true is the page's end. */
  endsBefore: (written: Written) => boolean = () => false
  #isDead = false

  private constructor(private context: BrowserContext) {}

  /** To be called before the context has a page. */
  static async of(context: BrowserContext): Promise<CrashingPage> {
    const crashing = new CrashingPage(context)
    await context.routeWebSocket(/\/socket/, (line) => {
      const server = line.connectToServer()
      line.onMessage((text) => {
        if (crashing.#isDead) return
        const { operation }: { operation: Written } = JSON.parse(String(text))
        crashing.#isDead = crashing.endsBefore(operation)
        if (!crashing.#isDead) server.send(text)
      })
    })
    return crashing
  }

  /** Whether the moment has come. */
  get isDue(): boolean {
    return this.#isDead
  }

  /** Kills the page's process, which gets no chance to say anything. */
  async crash(page: Page): Promise<void> {
    const session = await this.context.newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    void session.send('Page.crash').catch(() => {})
    await crashed
    await page.close()
    this.#isDead = false
    this.endsBefore = () => false
  }
}

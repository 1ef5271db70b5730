import type { OverlaySnapshot } from '../../../overlay/contract.js'
import { setTimeout as wait } from 'node:timers/promises'
import type { RunningApp } from '../running_app.js'

const EVERY_MS = 50

/** What the page in OBS says to the app, without a browser: it has played everything at once. */
export class RemoteOverlay {
  #key: string
  #stopped = false
  #playing: Promise<void> | undefined

  /** @param address of the page, with its key behind the `#` */
  constructor(
    private app: RunningApp,
    address: string
  ) {
    this.#key = new URLSearchParams(new URL(address).hash.slice(1)).get('k') ?? ''
  }

  /** Plays pack after pack until it is stopped, across restarts of the app. */
  play(): void {
    this.#playing = this.#loop()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#playing
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      // The app may be away: it is asked again.
      const pack = await this.#snapshot().then(
        (snapshot) => snapshot?.pack,
        () => null
      )
      if (pack) {
        await this.#ask('/overlay/packs/complete', {
          method: 'POST',
          body: JSON.stringify({ id: pack.id }),
        }).catch(() => null)
      }
      await wait(EVERY_MS)
    }
  }

  async #snapshot(): Promise<OverlaySnapshot | null> {
    const response = await this.#ask('/overlay/snapshot', {})
    return response.ok ? response.json() : null
  }

  #ask(path: string, init: RequestInit): Promise<Response> {
    return fetch(new URL(path, this.app.url), {
      ...init,
      headers: {
        'accept': 'application/json',
        'authorization': `Bearer ${this.#key}`,
        'content-type': 'application/json',
      },
    })
  }
}

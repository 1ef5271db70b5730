import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import type { RunningApp } from '#tests/support/running_app'

const PATIENCE_MS = 60_000

/**
 * Somebody with a browser, who goes to whichever process answers and signs in
 * again where the session is gone.
 */
export class Person {
  #visitors = new Map<string, Visitor>()

  constructor(
    readonly login: string,
    private apps: readonly RunningApp[],
    private home: string
  ) {}

  /** The trip to Twitch and back, with every scope; waits until some process can do it. */
  async consent(): Promise<Visitor> {
    return until(
      `${this.login} has consented`,
      async () => {
        for (const app of this.apps) {
          if (await this.#signIn(app.url)) return this.#visitorOf(app.url)
        }
        return null
      },
      PATIENCE_MS
    )
  }

  /** @returns whether some process has done it */
  async post(path: string, body: Record<string, unknown> = {}, method = 'POST'): Promise<boolean> {
    for (const { url } of this.apps) {
      const send = () => answered(this.#visitorOf(url).post(path, body, method))
      if ((await send()) || ((await this.#signIn(url)) && (await send()))) return true
    }
    return false
  }

  async #signIn(url: string): Promise<boolean> {
    try {
      const query = new URLSearchParams({ return: this.home })
      const trip = await this.#visitorOf(url).follow(`/demo/sign-in/${this.login}?${query}`)
      await trip.response.body?.cancel()
      return trip.response.ok && new URL(trip.url).pathname === this.home
    } catch {
      return false
    }
  }

  #visitorOf(url: string): Visitor {
    const visitor = this.#visitors.get(url) ?? new Visitor(url)
    this.#visitors.set(url, visitor)
    return visitor
  }
}

/** Done answers with the page to go back to; a process that is down or broken does not. */
async function answered(sending: Promise<Response>): Promise<boolean> {
  try {
    const response = await sending
    await response.body?.cancel()
    const target = response.headers.get('location') ?? ''
    return response.status < 400 && !target.includes('sign-in')
  } catch {
    return false
  }
}

import env from '#start/env'

/**
 * A browser without pages: keeps cookies for the app, follows nothing by itself.
 */
export class Visitor {
  #cookies = new Map<string, string>()

  /** @param base the app of the test process by default */
  constructor(readonly base = `http://${env.get('HOST')}:${env.get('PORT')}`) {}

  /** Asks the app, or, given a full address, somebody else without our cookies. */
  async get(target: string): Promise<Response> {
    return this.#send(target, { method: 'GET', headers: { accept: 'text/html' } })
  }

  async post(
    target: string,
    body: Record<string, unknown> = {},
    method = 'POST'
  ): Promise<Response> {
    return this.#hand(target, method, 'application/json', JSON.stringify(body))
  }

  /** The file is the body, as the editor sends it. */
  async upload(target: string, bytes: Buffer): Promise<Response> {
    return this.#hand(target, 'POST', 'application/octet-stream', new Uint8Array(bytes))
  }

  /** Follows redirects by hand to the first answer that is none; at most ten. */
  async follow(target: string): Promise<{ response: Response; url: string }> {
    let url = new URL(target, this.base).href

    for (let hop = 0; hop < 10; hop += 1) {
      const response = await this.get(url)
      const location = response.headers.get('location')

      if (!location) {
        return { response, url }
      }
      await response.body?.cancel()
      url = new URL(location, url).href
    }

    throw new Error(`Redirected for ever, last to ${url}`)
  }

  /** The whole trip to the simulated Twitch and back. */
  async signIn(login: string, query = ''): Promise<{ response: Response; url: string }> {
    const redirect = await this.get(`/auth/twitch/redirect${query}`)
    return this.follow(`${redirect.headers.get('location')}&login=${login}`)
  }

  #hand(target: string, method: string, type: string, body: NonNullable<RequestInit['body']>) {
    const token = decodeURIComponent(this.#cookies.get('XSRF-TOKEN') ?? '')
    return this.#send(target, {
      method,
      headers: { 'accept': 'application/json', 'content-type': type, 'x-xsrf-token': token },
      body,
    })
  }

  async #send(target: string, init: RequestInit): Promise<Response> {
    const url = new URL(target, this.base)
    const isOurs = url.origin === this.base
    const headers = new Headers(init.headers)

    if (isOurs) {
      headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '))
    }

    const response = await fetch(url, { ...init, headers, redirect: 'manual' })

    if (isOurs) {
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
    }

    return response
  }
}

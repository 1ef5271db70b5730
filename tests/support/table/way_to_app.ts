import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { API_PREFIX } from '#foundry/openapi'
import { origin } from '#tests/functional/foundry/support'

export interface Passed {
  method: string
  /** Below the bridge's prefix, with its query. */
  path: string
  body: string
  authorization: string | null
}

/**
 * The way from a module to the app in this process: a proxy that remembers what came
 * along it, can be cut as by a server that is gone, and can keep answers back.
 */
export class WayToApp {
  readonly passed: Passed[] = []
  /** Asked of each request: does it get to the app? */
  leaves: (path: string) => boolean = () => true
  /** Asked of each answer; whoever waits in here keeps it back. */
  arrives: (path: string) => boolean | Promise<boolean> = () => true
  #port = 0
  #server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing))

  static async open(): Promise<WayToApp> {
    const way = new WayToApp()
    await way.mend()
    return way
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Requests to an endpoint, oldest first. */
  to(path: string): Passed[] {
    return this.passed.filter((one) => one.path.startsWith(path))
  }

  /** Nobody listens any more, and what was open is closed. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  /** It leads to the app again, at the same address. */
  async mend(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', resolve)
    })
    const address = this.#server.address()
    if (typeof address === 'object' && address) this.#port = address.port
  }

  /** Like new, for the next test. */
  reset(): void {
    this.passed.length = 0
    this.leaves = () => true
    this.arrives = () => true
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of incoming) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const { method = 'GET', url = '/', headers } = incoming
    const path = url.replace(API_PREFIX, '')
    if (!this.leaves(path)) return void outgoing.destroy()
    const authorization = headers.authorization ?? null
    if (method !== 'OPTIONS') {
      this.passed.push({ method, path, body: body.toString(), authorization })
    }

    const onwards = request(new URL(url, origin()), { method, headers, agent: false })
    outgoing.once('close', () => onwards.destroy())
    onwards.once('error', () => outgoing.destroy())
    onwards.once('response', (answer) => void this.#answer(path, answer, outgoing))
    onwards.end(body)
  }

  async #answer(path: string, answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!(await this.arrives(path))) return void outgoing.destroy()
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    outgoing.flushHeaders()
    answer.pipe(outgoing)
  }
}

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { once } from 'node:events'

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders
  body: string
}

const PATIENCE_MS = 5000

/** A callback address for specs: keeps what comes and can refuse it. */
export class WebhookReceiver {
  readonly requests: ReceivedWebhook[] = []
  answersChallenge = true
  challengeStatus = 200
  contentType = 'text/plain'
  /** Whatever comes is answered 500. */
  refusesAll = false
  /** The next N notifications are answered 500. */
  failNext = 0
  readonly #server: Server
  #arrived: () => void = () => {}

  private constructor() {
    this.#server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      this.requests.push({ headers: request.headers, body })
      response.setHeader('content-type', this.contentType)
      response.end(this.#answer(request.headers, body, (status) => (response.statusCode = status)))
      this.#arrived()
    })
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    return receiver
  }

  get url(): string {
    const address = this.#server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return `http://127.0.0.1:${port}/webhooks`
  }

  /** Resolves once there are that many requests. */
  async some(count: number): Promise<ReceivedWebhook[]> {
    await this.until(async () => this.requests.length >= count)
    return this.requests
  }

  /** Looks again at every request that comes, and every few milliseconds. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error('What the test waits for did not happen')
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10)
        this.#arrived = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #answer(headers: IncomingHttpHeaders, body: string, status: (code: number) => void): string {
    const type = headers['twitch-eventsub-message-type']
    if (this.refusesAll) status(500)
    if (type === 'webhook_callback_verification') {
      status(this.challengeStatus)
      return this.answersChallenge ? JSON.parse(body).challenge : 'no'
    }
    if (type !== 'notification' || this.failNext <= 0) return ''
    this.failNext -= 1
    status(500)
    return ''
  }
}

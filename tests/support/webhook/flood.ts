import { setTimeout as pause } from 'node:timers/promises'
import { HttpConnection } from './http_connection.js'
import type { RedemptionMessages } from './redemption_messages.js'

const BURST_MS = 10
const CONNECTIONS = 16

/** Bad requests of every kind, so many a second, whatever becomes of them. */
export class Flood {
  readonly #statuses = new Set<number>()
  #sent = 0
  #isStopped = false
  #running: Promise<void> = Promise.resolve()
  #startedAt = performance.now()
  #free: HttpConnection[] = []
  #answers = new Set<Promise<void>>()

  private constructor(
    private port: number,
    private requests: string[],
    private perSecond: number
  ) {}

  static async start(port: number, messages: RedemptionMessages, perSecond: number) {
    const flood = new Flood(port, messages.bad(), perSecond)
    for (let count = 0; count < CONNECTIONS; count++) {
      flood.#free.push(await HttpConnection.open(port))
    }
    flood.#startedAt = performance.now()
    flood.#running = flood.#run()
    return flood
  }

  /** @returns what was answered */
  async stop(): Promise<{ statuses: Set<number> }> {
    this.#isStopped = true
    await this.#running
    await Promise.all(this.#answers)
    this.#free.forEach((connection) => connection.close())
    return { statuses: this.#statuses }
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const due = ((performance.now() - this.#startedAt) / 1_000) * this.perSecond
      while (this.#sent < due) {
        const answer = this.#send(this.requests[this.#sent++ % this.requests.length])
        this.#answers.add(answer)
        void answer.finally(() => this.#answers.delete(answer))
      }
      await pause(BURST_MS)
    }
  }

  /** A connection that was closed over a request, as for one that is too large, is replaced. */
  async #send(request: string): Promise<void> {
    const free = this.#free.shift()
    const connection = free?.isOpen ? free : await HttpConnection.open(this.port)
    const status = await connection.post(request)
    this.#statuses.add(status)
    if (status === 413) {
      connection.close()
    } else {
      this.#free.push(connection)
    }
  }
}

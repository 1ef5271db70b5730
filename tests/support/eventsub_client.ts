import { once } from 'node:events'
import { type ClientOptions, WebSocket } from 'ws'

export interface Frame {
  metadata: {
    message_id: string
    message_type: string
    message_timestamp: string
    subscription_type?: string
    subscription_version?: string
  }
  payload: {
    session?: { id: string; keepalive_timeout_seconds: number | null; reconnect_url: string | null }
    subscription?: { id: string; status: string; type: string; condition: Record<string, string> }
    event?: Record<string, unknown>
  }
}

/** A bare EventSub socket for specs: it keeps every frame and lets a test wait for the one it needs. */
export class EventSubClient {
  readonly frames: Frame[] = []
  readonly socket: WebSocket
  readonly closed: Promise<number>
  readonly #waiting = new Set<() => void>()

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, options)
    this.socket.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()))
      for (const look of this.#waiting) look()
    })
    this.closed = new Promise((resolve) => this.socket.once('close', (code) => resolve(code)))
  }

  /** Resolves with the client and its session id after the welcome. */
  static async connect(simulatorUrl: string, query = '') {
    const client = new EventSubClient(`${simulatorUrl.replace('http', 'ws')}/ws${query}`)
    const welcome = await client.next('session_welcome')
    return { client, sessionId: welcome.payload.session?.id ?? '' }
  }

  notifications(type?: string): Frame[] {
    return this.frames.filter(
      ({ metadata }) =>
        metadata.message_type === 'notification' && (!type || metadata.subscription_type === type)
    )
  }

  /** The first frame of that type; rejects when none comes in time. */
  next(messageType: string, timeoutMs = 5000): Promise<Frame> {
    const find = () => this.frames.find(({ metadata }) => metadata.message_type === messageType)
    return this.#until(find, `no ${messageType} came`, timeoutMs)
  }

  /** Resolves with the notifications of a type once there are that many. */
  async some(type: string, count: number, timeoutMs = 5000): Promise<Frame[]> {
    const find = () => (this.notifications(type).length >= count ? true : undefined)
    await this.#until(find, `fewer than ${count} ${type} came`, timeoutMs)
    return this.notifications(type)
  }

  /** Resolves with the next frame, whatever it is, or after a while without one. */
  another(timeoutMs = 1000): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, timeoutMs)
      this.#waiting.add(done)
    })
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    const closed = once(this.socket, 'close')
    this.socket.terminate()
    await closed
  }

  #until<T>(find: () => T | undefined, failure: string, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`Within ${timeoutMs} ms ${failure}`))
      }, timeoutMs)
      const look = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }
}

import { backoff } from './backoff.ts'
import { SseParser } from './sse_parser.ts'
import { onWake as listenForWake } from './wake.ts'

/** Silence longer than this means the connection is dead, whatever TCP says. */
const WATCHDOG_MS = 45_000

/** A connection that lived this long was a good one: the next failure is a first one. */
const STABLE_MS = 10_000

/** Answers after which asking again cannot help. */
const FINAL_STATUSES = [401, 403, 410]

export type StreamState =
  | { name: 'connecting' }
  | { name: 'open' }
  /** `status` is null when no answer came at all (network, CORS, mixed content). */
  | { name: 'waiting'; retryInMs: number; status: number | null; code: string | null }
  /** Refused for good with 401, 403 or 410; `close()` does not end here. */
  | { name: 'stopped'; status: number; code: string | null }

export interface StreamOptions {
  /** Asked anew for each connection when it is a function. */
  url: string | (() => string)
  /** Asked anew for each connection, so that a rotated token is used. */
  headers(): Record<string, string>
  /** The `payload` of each frame, parsed; it comes from outside, so check it. */
  onMessage(payload: unknown): void
  /** A fresh connection is up: whatever was sent before is unknown, fetch the state. */
  onOpen?(): void
  onState?(state: StreamState): void
  /** `omit` unless told: a Bearer header is the rule, a session cookie the exception. */
  credentials?: RequestCredentials
  /** For tests. */
  fetch?: typeof fetch
  random?: () => number
  onWake?: (callback: () => void) => () => void
}

export interface StreamHandle {
  close(): void
}

/**
 * A stream that comes back by itself, for ever, until it is closed or refused
 * for good. Server-sent events over `fetch`, because `EventSource` cannot send
 * a Bearer header and dies on a 503. Every connection is a fresh one: nothing
 * of the last is reused.
 */
export function openStream(options: StreamOptions): StreamHandle {
  const stream = new ReconnectingStream(options)
  stream.start()
  return { close: () => stream.close() }
}

class ReconnectingStream {
  #options: StreamOptions
  #closed = false
  #attempt = 0
  #request: AbortController | null = null
  #lastByteAt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #watchdog: ReturnType<typeof setInterval> | undefined
  #stopListening: () => void = () => {}

  constructor(options: StreamOptions) {
    this.#options = options
  }

  start() {
    this.#stopListening = (this.#options.onWake ?? listenForWake)(() => this.#wake())
    this.#watchdog = setInterval(() => this.#checkSilence(), WATCHDOG_MS / 9)
    void this.#connect()
  }

  close() {
    if (this.#closed) return
    this.#closed = true
    this.#stopListening()
    clearInterval(this.#watchdog)
    clearTimeout(this.#retry)
    this.#request?.abort()
  }

  /** A hidden page's timers sleep: on waking, do at once what they would have done. */
  #wake() {
    if (this.#closed) return
    if (this.#request) return this.#checkSilence()
    clearTimeout(this.#retry)
    void this.#connect()
  }

  #checkSilence() {
    if (this.#request && Date.now() - this.#lastByteAt > WATCHDOG_MS) this.#request.abort()
  }

  async #connect() {
    const request = new AbortController()
    this.#request = request
    this.#lastByteAt = Date.now()
    this.#say({ name: 'connecting' })

    const end = await this.#read(request)
    if (this.#closed) return

    request.abort()
    this.#request = null
    if (end.status !== null && FINAL_STATUSES.includes(end.status)) {
      this.close()
      return this.#say({ name: 'stopped', status: end.status, code: end.code })
    }
    this.#scheduleRetry(end)
  }

  #scheduleRetry({ status, code, retryAfterMs, livedMs }: StreamEnd) {
    if (livedMs > STABLE_MS) this.#attempt = 0
    const retryInMs = Math.max(retryAfterMs, backoff(this.#attempt++, this.#options.random))
    this.#retry = setTimeout(() => void this.#connect(), retryInMs)
    this.#say({ name: 'waiting', retryInMs, status, code })
  }

  /** Reads one connection to its end. Never throws: every end is answered the same way. */
  async #read(request: AbortController): Promise<StreamEnd> {
    let openedAt: number | null = null
    const lived = () => (openedAt === null ? 0 : Date.now() - openedAt)
    try {
      const response = await this.#ask(request.signal)
      if (!response.ok || !response.body) return await refusal(response)

      openedAt = Date.now()
      this.#say({ name: 'open' })
      this.#guard(() => this.#options.onOpen?.())
      await this.#readBody(response.body)
      return { status: null, code: null, retryAfterMs: 0, livedMs: lived() }
    } catch {
      return { status: null, code: null, retryAfterMs: 0, livedMs: lived() }
    }
  }

  #ask(signal: AbortSignal) {
    const { url, headers, credentials = 'omit', fetch: ask = fetch } = this.#options
    return ask(typeof url === 'function' ? url() : url, {
      headers: { Accept: 'text/event-stream', ...headers() },
      cache: 'no-store',
      credentials,
      signal,
    })
  }

  async #readBody(body: ReadableStream<Uint8Array>) {
    const parser = new SseParser()
    const decoder = new TextDecoder()
    const reader = body.getReader()

    for (;;) {
      const { done, value } = await reader.read()
      if (done || this.#closed) return
      this.#lastByteAt = Date.now()
      for (const data of parser.push(decoder.decode(value, { stream: true }))) this.#deliver(data)
    }
  }

  #deliver(data: string) {
    this.#guard(() => {
      const frame: unknown = JSON.parse(data)
      if (typeof frame !== 'object' || frame === null || !('payload' in frame)) return
      if ('channel' in frame && frame.channel === '$$transmit/ping') return
      if (!this.#closed) this.#options.onMessage(frame.payload)
    })
  }

  /** One listener that throws must not cost the connection its other messages. */
  #guard(work: () => void) {
    try {
      work()
    } catch (error) {
      console.warn('Crowdcrit: a message of the stream was not understood', error)
    }
  }

  #say(state: StreamState) {
    if (!this.#closed || state.name === 'stopped') this.#options.onState?.(state)
  }
}

interface StreamEnd {
  status: number | null
  code: string | null
  /** What the server asked for with `Retry-After`, 0 when it did not. */
  retryAfterMs: number
  livedMs: number
}

async function refusal(response: Response): Promise<StreamEnd> {
  const seconds = Number(response.headers.get('Retry-After'))
  const retryAfterMs = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 300) * 1000 : 0
  return { status: response.status, code: await errorCode(response), retryAfterMs, livedMs: 0 }
}

async function errorCode(response: Response): Promise<string | null> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

import { openStream, type StreamHandle, type StreamState } from './sse_client.ts'
import { takeSlot } from './stream_slots.ts'

/** How often the state is fetched while there is no connection to spare. */
const POLL_MS = 4000

interface SharedStreamOptions {
  url: string
  /** The `payload` of each frame, parsed; it comes from outside, so check it. */
  onMessage(payload: unknown): void
  /** Whatever was sent before is unknown: fetch the state. */
  onOpen(): void
  onState(state: StreamState): void
}

/** What the tab in charge tells the others, and `join`, what they ask it. */
type News =
  | { kind: 'join' }
  | { kind: 'frame'; payload: unknown }
  | { kind: 'open' }
  | { kind: 'state'; state: StreamState }

/**
 * A stream that all tabs of a browser share, with the session's cookie: over
 * HTTP/1.1 a browser has six connections to a site, all its tabs and windows
 * together. One tab, elected by a Web Lock, reads it and passes everything on;
 * when it goes, the next one takes over. Of different streams only so many are
 * open at once; the tab in charge of another fetches its state every few seconds.
 *
 * Where the browser has no Web Locks (a plain http address that is not this
 * machine's), each tab has a stream of its own.
 */
export function openSharedStream(options: SharedStreamOptions): StreamHandle {
  if (!('locks' in navigator)) {
    return openStream({ ...options, credentials: 'same-origin', headers: () => ({}) })
  }
  const stream = new SharedStream(options)
  return { close: () => stream.close() }
}

class SharedStream {
  #options: SharedStreamOptions
  #channel: BroadcastChannel
  #end = new AbortController()
  #isInCharge = false
  #state: StreamState = { name: 'connecting' }

  constructor(options: SharedStreamOptions) {
    this.#options = options
    const name = `crowdcrit:${options.url}`
    this.#channel = new BroadcastChannel(name)
    this.#channel.onmessage = ({ data }: MessageEvent<News>) => this.#hear(data)
    this.#channel.postMessage({ kind: 'join' } satisfies News)
    // Refused only when it is closed while it waits.
    navigator.locks.request(name, { signal: this.#end.signal }, () => this.#lead()).catch(() => {})
  }

  close() {
    this.#end.abort()
    this.#channel.close()
  }

  /** As one of those who are told. */
  #hear(news: News) {
    if (news.kind === 'join') {
      if (this.#isInCharge) this.#tell({ kind: 'state', state: this.#state })
    } else if (!this.#isInCharge) {
      this.#take(news)
    }
  }

  #take(news: Exclude<News, { kind: 'join' }>) {
    if (news.kind === 'frame') this.#options.onMessage(news.payload)
    if (news.kind === 'open') this.#options.onOpen()
    if (news.kind === 'state') {
      // Whoever joins a stream that is open has missed what was sent until then.
      const joins = news.state.name === 'open' && this.#state.name !== 'open'
      this.#state = news.state
      this.#options.onState(news.state)
      if (joins) this.#options.onOpen()
    }
  }

  /** Resolves, and so gives the lock back, once this tab's part is over. */
  async #lead() {
    this.#isInCharge = true
    const { signal } = this.#end
    const polling = setInterval(() => this.#fetchState(), POLL_MS)
    const release = await takeSlot(signal)
    clearInterval(polling)
    if (!release) return

    const { close } = openStream({
      url: this.#options.url,
      credentials: 'same-origin',
      headers: () => ({}),
      onMessage: (payload) => this.#spread({ kind: 'frame', payload }),
      onOpen: () => this.#spread({ kind: 'open' }),
      onState: (state) => this.#spread({ kind: 'state', state }),
    })
    await ended(signal)
    close()
    release()
  }

  #fetchState() {
    if (this.#end.signal.aborted) return
    this.#spread({ kind: 'state', state: { name: 'open' } })
    this.#spread({ kind: 'open' })
  }

  /** Here and in all other tabs. */
  #spread(news: Exclude<News, { kind: 'join' }>) {
    if (this.#end.signal.aborted) return
    this.#tell(news)
    if (news.kind === 'frame') this.#options.onMessage(news.payload)
    if (news.kind === 'open') this.#options.onOpen()
    if (news.kind === 'state') {
      this.#state = news.state
      this.#options.onState(news.state)
    }
  }

  #tell(news: News) {
    this.#channel.postMessage(news)
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

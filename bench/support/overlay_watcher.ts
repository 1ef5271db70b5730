import type { OverlayFrame } from '../../overlay/contract.js'

/** A frame as it reached the overlay: milliseconds since 1970, with fractions. */
interface Seen {
  at: number
  progress: number
}

const SEPARATOR = '\n\n'

/** Reads an overlay's stream as OBS does, and notes when which progress came. */
export class OverlayWatcher {
  #seen = new Map<string, Seen[]>()
  #ended = new AbortController()
  /** What happened once, in the order of its coming. */
  readonly oneShots: { event: string; seq: number }[] = []
  #reading: Promise<void> | undefined

  /** Resolves once the stream is open. */
  async open(url: string, key: string): Promise<this> {
    const response = await fetch(`${url}/overlay/stream`, {
      headers: { Authorization: `Bearer ${key}` },
      signal: this.#ended.signal,
    })
    if (!response.ok || !response.body) {
      throw new Error(`The overlay's stream answered ${response.status}`)
    }
    this.#reading = this.#read(response.body)
    return this
  }

  /** The progress of an event's instance, as far as it was shown. */
  progressOf(eventId: string): number {
    return this.#seen.get(eventId)?.at(-1)?.progress ?? 0
  }

  /** When an event's instance was first shown with at least this progress. */
  shownAt(eventId: string): (progress: number) => number | null {
    const frames = this.#seen.get(eventId) ?? []
    let next = 0
    return (progress) => {
      while (next < frames.length && frames[next].progress < progress) next++
      return frames[next]?.at ?? null
    }
  }

  async close(): Promise<void> {
    this.#ended.abort()
    await this.#reading
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    let text = ''
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const at = performance.timeOrigin + performance.now()
        const messages = (text + decoder.decode(part.value, { stream: true })).split(SEPARATOR)
        text = messages.pop() ?? ''
        messages.forEach((message) => this.#note(message, at))
      }
    } catch (error) {
      if (!this.#ended.signal.aborted) {
        throw error
      }
    }
  }

  #note(message: string, at: number): void {
    const line = message.split('\n').find((one) => one.startsWith('data:'))
    if (!line) return
    const { payload }: { payload?: OverlayFrame } = JSON.parse(line.slice('data:'.length))
    if (payload && 'seq' in payload) {
      this.oneShots.push({ event: payload.event, seq: payload.seq })
    }
    if (
      payload?.event === 'gamification:instance_created' ||
      payload?.event === 'gamification:instance_progress'
    ) {
      const { eventId, progress } = payload.data
      const frames = this.#seen.get(eventId) ?? []
      frames.push({ at, progress })
      this.#seen.set(eventId, frames)
    }
  }
}

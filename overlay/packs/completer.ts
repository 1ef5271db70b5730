import { OverlayApiError } from '../connection/overlay_api.ts'

export interface CompleterOptions {
  /** @throws OverlayApiError when refused, TypeError when unreachable */
  send: (id: string) => Promise<void>
  /** Runs the work after a pause that grows with `attempt`. */
  later: (attempt: number, work: () => void) => void
}

/** It ended without us: by another copy, by the streamer, or because it took too long. */
const ENDED = [404, 409]

/**
 * Tells the server which packs were played to their end. Every copy of the page remembers, only the elected one
 * speaks, again and again until it was heard or the pack has ended by itself.
 */
export class Completer {
  #options: CompleterOptions
  #leading = false
  #sending = false
  #played = new Set<string>()
  #attempt = 0

  constructor(options: CompleterOptions) {
    this.#options = options
  }

  /** This copy was elected. */
  lead() {
    this.#leading = true
    void this.flush()
  }

  played(id: string) {
    this.#played.add(id)
    void this.flush()
  }

  /** The server has ended all but this one: nobody needs to hear of them any more. */
  keepOnly(id: string | null) {
    for (const known of this.#played) if (known !== id) this.#played.delete(known)
  }

  async flush(): Promise<void> {
    const [id] = this.#played
    if (!this.#leading || this.#sending || id === undefined) return

    this.#sending = true
    const isDone = await this.#options.send(id).then(
      () => true,
      (error: unknown) => error instanceof OverlayApiError && ENDED.includes(error.status)
    )
    this.#sending = false
    if (isDone) {
      this.#played.delete(id)
      this.#attempt = 0
      await this.flush()
    } else {
      this.#options.later(this.#attempt++, () => void this.flush())
    }
  }
}

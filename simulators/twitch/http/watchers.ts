import type { ServerResponse } from 'node:http'

const TELL_AFTER_MS = 200

/** Open pages that want to know when something has changed; told at most five times a second. */
export class Watchers {
  readonly #open = new Set<ServerResponse>()
  #timer: NodeJS.Timeout | null = null

  add(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    response.write('retry: 1000\ndata: changed\n\n')
    this.#open.add(response)
    response.on('close', () => this.#open.delete(response))
  }

  changed(): void {
    if (this.#open.size === 0) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      for (const response of this.#open) response.write('data: changed\n\n')
    }, TELL_AFTER_MS)
  }

  end(): void {
    if (this.#timer) clearTimeout(this.#timer)
    for (const response of this.#open) response.destroy()
  }
}

import logger from '@adonisjs/core/services/logger'

/**
 * Work that must not overlap with itself per key, with as many keys side by
 * side as allowed: one slow channel does not hold up the others.
 */
export class Lanes {
  #running = new Map<string, Promise<void>>()

  constructor(
    private limit: number,
    private onEnd: () => void = () => {}
  ) {}

  /** @returns false when the key is busy, or all lanes are */
  run(key: string, work: () => Promise<void>): boolean {
    if (this.#running.has(key) || this.#running.size >= this.limit) {
      return false
    }
    this.#running.set(key, this.#watched(key, work))
    return true
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values())
    }
  }

  async #watched(key: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      logger.error({ event: 'lane.failed', key, err: error }, 'Work on a channel failed')
    } finally {
      this.#running.delete(key)
      this.onEnd()
    }
  }
}

import logger from '@adonisjs/core/services/logger'
import type { Notifications, WorkChannel } from '#core/jobs/notifications'

interface WorkerOptions {
  name: string
  /** Wakes it at once; without one it lives by its sweep. */
  channel?: WorkChannel
  /** Milliseconds between looks when nothing wakes it. */
  sweepMs?: number
  /** Does some work; true when there may be more at once. */
  work: () => Promise<boolean>
}

const ERROR_PAUSE_MS = 1_000

/**
 * A loop over durable rows: runs when woken and at least every `sweepMs`, never
 * twice at once in a process. What it does must be safe in several processes
 * (`FOR UPDATE SKIP LOCKED`, conditional updates). An error is logged and the
 * rows are found again by the next sweep.
 */
export class Worker {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = true
  #unsubscribe: (() => void) | undefined

  constructor(
    private options: WorkerOptions,
    private notifications?: Notifications
  ) {}

  start(): void {
    this.#stopped = false
    if (this.options.channel) {
      this.#unsubscribe = this.notifications?.on(this.options.channel, () => this.wake())
    }
    this.wake()
  }

  wake(): void {
    if (this.#stopped) {
      return
    }
    this.#again = true
    this.#running ??= this.#loop().finally(() => {
      this.#running = undefined
      this.#schedule(this.options.sweepMs ?? 1_000)
    })
  }

  /** Lets the work at hand end, then stops. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#unsubscribe?.()
    clearTimeout(this.#timer)
    await this.#running
  }

  async #loop(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        this.#again = (await this.options.work()) || this.#again
      } catch (error) {
        logger.error(
          { event: 'worker.failed', worker: this.options.name, err: error },
          'Worker failed'
        )
        await new Promise((resolve) => setTimeout(resolve, ERROR_PAUSE_MS))
      }
    }
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer)
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.wake(), milliseconds)
    }
  }
}

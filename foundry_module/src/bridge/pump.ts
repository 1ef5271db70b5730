import { backoff } from '../../../shared_browser/backoff.ts'
import { BridgeFailure } from './bridge_failure.ts'

/**
 * Runs one kind of work, never twice at a time: a kick while it runs means once
 * more afterwards. After a failure it comes back by itself, ever more slowly.
 */
export class Pump {
  #work: () => Promise<void>
  #onFailure: (failure: unknown) => void
  #running = false
  #again = false
  #stopped = false
  #failures = 0
  #notBefore = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(work: () => Promise<void>, onFailure: (failure: unknown) => void) {
    this.#work = work
    this.#onFailure = onFailure
  }

  kick() {
    // What the server asked for with `Retry-After` is kept; the timer is set.
    if (this.#stopped || Date.now() < this.#notBefore) return
    this.#again = true
    this.#forgetRetry()
    if (!this.#running) void this.#run()
  }

  /** Running, or about to try again by itself. */
  get isBusy() {
    return this.#running || this.#retry !== undefined
  }

  stop() {
    this.#stopped = true
    this.#forgetRetry()
  }

  #forgetRetry() {
    clearTimeout(this.#retry)
    this.#retry = undefined
  }

  async #run() {
    this.#running = true
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        await this.#work()
        this.#failures = 0
      } catch (failure) {
        this.#failed(failure)
        break
      }
    }
    this.#running = false
  }

  #failed(failure: unknown) {
    if (this.#stopped) return
    const asked = failure instanceof BridgeFailure ? failure.retryAfterMs : 0
    const delay = Math.max(asked, backoff(this.#failures++))
    this.#notBefore = Date.now() + asked
    this.#retry = setTimeout(() => this.kick(), delay)
    this.#onFailure(failure)
  }
}

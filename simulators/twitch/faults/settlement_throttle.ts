import { Problem } from '../http/problem.ts'
import type { Clock } from '../world/clock.ts'

export type Overflow = 'wait' | 'error' | 'limit'

/** Twitch manages a few settlements a second; this plays that, in simulated time. */
export class SettlementThrottle {
  readonly #clock: Clock
  /** Redemptions a second; 0 is unlimited. */
  perSecond = 0
  /** How many may come at once after a rest. */
  burst = 10
  /** Beyond it: answer late, answer 500, or answer 429. */
  overflow: Overflow = 'error'
  #level = 0
  #at = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  configure(perSecond: number, burst: number, overflow: Overflow): void {
    this.perSecond = perSecond
    this.burst = burst
    this.overflow = overflow
    this.#level = burst
    this.#at = this.#clock.now()
  }

  clear(): void {
    this.configure(0, 10, 'error')
  }

  /** @throws Problem 500 or 429 when there is no room for so many */
  async admit(redemptions: number): Promise<void> {
    if (this.perSecond <= 0) return
    const now = this.#clock.now()
    const refilled = this.#level + ((now - this.#at) / 1000) * this.perSecond
    this.#level = Math.min(this.burst, refilled)
    this.#at = now
    if (this.#level < redemptions && this.overflow === 'error') throw new Problem(500, '')
    if (this.#level < redemptions && this.overflow === 'limit') {
      throw new Problem(429, 'Too Many Requests')
    }
    this.#level -= redemptions
    if (this.#level < 0) await this.#clock.wait((-this.#level / this.perSecond) * 1000)
  }
}

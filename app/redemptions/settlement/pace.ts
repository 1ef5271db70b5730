import type { Clock } from '#core/clock'
import { backoff } from '#redemptions/settlement/backoff'

/** Redemptions a second. Twitch has been seen to manage three to five. */
const FIRST = 4
const LEAST = 0.5
const MOST = 100
/** How it grows until Twitch first refuses. */
const EXPLORING = 1.5
/** From then on it feels its way up again after each refusal. */
const PROBING = 1.01
const RELIEF = 0.9
/** After such a rest nothing is left of what was learned. */
const FORGOTTEN_MS = 10 * 60_000

/**
 * How fast Twitch lets one broadcaster's redemptions be settled, learned from
 * its answers: it grows while calls succeed, gives way when one is refused, and
 * waits as long as Twitch asks for.
 */
export class Pace {
  #perSecond = FIRST
  #isExploring = true
  #failures = 0
  #nextAt = 0

  constructor(private clock: Clock) {}

  /** Milliseconds until the next call may go out. */
  get wait(): number {
    return Math.max(0, this.#nextAt - this.clock.millis())
  }

  get isForgotten(): boolean {
    return this.#nextAt + FORGOTTEN_MS < this.clock.millis()
  }

  /** A call with so many redemptions went out at that time, and Twitch was not overrun by it. */
  worked(count: number, sentAt: number): void {
    this.#failures = 0
    // One that was not waited for says nothing about what is possible.
    if (sentAt - this.#nextAt < this.#interval(count)) {
      this.#perSecond = Math.min(MOST, this.#perSecond * (this.#isExploring ? EXPLORING : PROBING))
    }
    this.#nextAt = sentAt + this.#interval(count)
  }

  /**
   * Twitch refused, or did not answer. Only the first refusal in a row slows
   * down: more of them tell of an outage, which the growing pauses are for.
   *
   * @param atLeastMs what Twitch asked for
   * @returns the pause that follows, in milliseconds
   */
  failed(atLeastMs = 0): number {
    this.#failures++
    if (this.#failures === 1) {
      const relief = this.#isExploring ? 1 / EXPLORING : RELIEF
      this.#perSecond = Math.max(LEAST, this.#perSecond * relief)
      this.#isExploring = false
    }
    const pause = backoff(this.#failures, atLeastMs)
    this.#nextAt = this.clock.millis() + pause
    return pause
  }

  #interval(count: number): number {
    return (count / this.#perSecond) * 1_000
  }
}

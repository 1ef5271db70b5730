import type { Clock } from '#core/clock'
import { backoff } from '#redemptions/settlement/backoff'

/** Redemptions a second. Twitch has been seen to manage three to five. */
const FIRST = 4
const LEAST = 0.5
const MOST = 100
/** How it grows until Twitch first refuses. */
const EXPLORING = 1.5
/** From then on it stays a while below what was refused, and feels its way up faster and faster. */
const PATIENCE = 8
const PROBING = 0.01
const RELIEF = 0.96
/** Refused again so soon, it was much too fast. */
const SOON = 3
const MUCH_RELIEF = 0.8
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
  #successes = 0
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
    this.#successes++
    // One that was not waited for says nothing about what is possible.
    if (sentAt - this.#nextAt < this.#interval(count)) {
      this.#perSecond = Math.min(MOST, this.#perSecond * this.#growth)
    }
    this.#nextAt = sentAt + this.#interval(count)
  }

  /**
   * Twitch refused, or did not answer. Only the first refusal in a row slows
   * down: those after it tell of an outage, which the growing pauses are for.
   *
   * @param atLeastMs what Twitch asked for
   * @returns the pause that follows, in milliseconds
   */
  failed(atLeastMs = 0): number {
    this.#failures++
    if (this.#failures === 1) {
      this.#perSecond = Math.max(LEAST, this.#perSecond * this.#relief)
      this.#isExploring = false
      this.#successes = 0
    }
    const pause = backoff(this.#failures, atLeastMs)
    this.#nextAt = this.clock.millis() + pause
    return pause
  }

  get #growth(): number {
    return this.#isExploring ? EXPLORING : 1 + PROBING * Math.max(0, this.#successes - PATIENCE)
  }

  get #relief(): number {
    if (this.#isExploring) {
      return 1 / EXPLORING
    }
    return this.#successes <= SOON ? MUCH_RELIEF : RELIEF
  }

  #interval(count: number): number {
    return (count / this.#perSecond) * 1_000
  }
}

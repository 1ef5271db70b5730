/** Redemptions a second. Twitch has been seen to manage three to five. */
const FIRST = 4
const LEAST = 0.5
const MOST = 100
/** How it grows with each call until Twitch first refuses. */
const EXPLORING = 1.5
/** What is left of a limit that is met again and again. */
const RELIEF = 0.9
/** What is left at least of one that was met at once. */
const LEAST_LEFT = 0.5
/** So many calls lead back to a limit that was met once, and to one that has proven itself. */
const FEWEST_CALLS = 6
const MOST_CALLS = 24
/** So many times as many, each time that it is met again. */
const SURER = 3
/** Two limits this near to each other are the same. */
const NEAR = 1.25

/**
 * How many redemptions a second to try. Before any refusal it grows by half with
 * each call. After one it comes back to where it was refused in a cubic curve: fast
 * at first, slowly around the limit, and fast again once the limit turns out to be
 * none. The surer the limit, the longer it takes.
 */
export class Rate {
  #perSecond = FIRST
  #limit: number | null = null
  #left = 1
  #calls = 0
  #span = FEWEST_CALLS

  get perSecond(): number {
    return this.#perSecond
  }

  /** Twitch has refused there more than once: it is a limit, and no accident. */
  get isKnown(): boolean {
    return this.#span > FEWEST_CALLS
  }

  /** A call that went out as soon as it might has worked. */
  grow(): void {
    if (this.#limit === null) {
      this.#set(this.#perSecond * EXPLORING)
      return
    }
    this.#calls++
    this.#set(this.#limit * this.#curve())
    if (this.#perSecond > 2 * this.#limit) {
      this.#limit = null
      this.#span = FEWEST_CALLS
    }
  }

  /**
   * Twitch was overrun.
   *
   * @param most redemptions a second that it might manage, by what it has refused
   * @param least what it has managed
   * @param isProven this rate had worked before: the truth is just below
   */
  limited(most: number, least: number, isProven: boolean): void {
    const limit = Math.max(LEAST, Math.min(this.#perSecond, most))
    const isSame = this.#limit !== null && limit < this.#limit * NEAR && this.#limit < limit * NEAR
    this.#span = isSame ? Math.min(MOST_CALLS, this.#span * SURER) : FEWEST_CALLS
    this.#left = isProven ? RELIEF : Math.min(RELIEF, Math.max(LEAST_LEFT, least / limit))
    this.#limit = limit
    this.#calls = 0
    this.#set(limit * this.#curve())
  }

  /** Of the limit. Beyond it, time runs twice as fast. */
  #curve(): number {
    const beyond = (this.#calls - this.#span) / this.#span
    return 1 + (1 - this.#left) * (beyond > 0 ? 2 * beyond : beyond) ** 3
  }

  #set(perSecond: number): void {
    this.#perSecond = Math.min(MOST, Math.max(LEAST, perSecond))
  }
}

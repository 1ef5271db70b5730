/** Redemptions a second. Twitch has been seen to manage three to five. */
const FIRST = 4
const LEAST = 0.5
/** Less than that is believed when it is met twice. */
const LIKELY = 3
const MOST = 100
/** How it grows with each call until Twitch first refuses. */
const EXPLORING = 1.5
/** What is left of a limit that is met again and again. */
const RELIEF = 0.9
/** What is left at least of one that was met at once. */
const LEAST_LEFT = 0.5
/** Where calls are rare, each of them counts for all that there could have been: one in so many seconds. */
const USUAL_SECONDS = 2.5
/** So many calls lead back to a limit that was met once, and to one that has proven itself. */
const FEWEST_CALLS = 4
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
  #measured = 0
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

  /**
   * A call that went out as soon as it might has worked.
   *
   * @param seconds that it had waited for the one before
   */
  grow(seconds: number): void {
    if (this.#limit === null) {
      this.#set(this.#perSecond * EXPLORING)
      return
    }
    this.#calls += Math.max(1, seconds / USUAL_SECONDS)
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
    const measured = Math.min(this.#perSecond, most)
    const isSame = measured < this.#measured * NEAR && this.#measured < measured * NEAR
    const limit = Math.max(isSame ? LEAST : Math.min(LIKELY, this.#perSecond), measured)
    this.#measured = measured
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

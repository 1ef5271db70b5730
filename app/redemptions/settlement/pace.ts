import type { Clock } from '#core/clock'
import { backoff } from '#redemptions/settlement/backoff'
import { Rate } from '#redemptions/settlement/rate'

/** After so many calls in a row a rate is known to work. */
const PROVEN = 3
/** Fewer redemptions in a call do not strain Twitch: what follows on them says nothing about its limit. */
const TELLING = 5
/** So many outages with hardly a call in between are none: Twitch manages less than it did. */
const OUTAGES = 2
/** After such a rest nothing is left of what was learned. */
const FORGOTTEN_MS = 10 * 60_000

/** Calls that Twitch refused or did not answer, one after the other. */
interface Trouble {
  failures: number
  /** The last call that went out to settle. */
  sentAt: number | null
  /** It began with a call that came right behind one that had worked. */
  isPaced: boolean
}

/**
 * How fast Twitch lets one broadcaster's redemptions be settled, learned from its
 * answers, and when it may be called next. One refusal among calls that work is a
 * limit. Where calls at a rate that has worked fail twice in a row, although
 * there was a pause, Twitch is out of order: that says nothing about its limit.
 */
export class Pace {
  #rate = new Rate()
  #nextAt = 0
  #worked: { count: number; sentAt: number } | undefined
  /** In a row. */
  #successes = 0
  /** Since a rate was last known to work. */
  #outages = 0
  #trouble: Trouble | undefined

  constructor(
    private clock: Clock,
    private random = Math.random
  ) {}

  /** Milliseconds until the next call may go out. */
  get wait(): number {
    return Math.max(0, this.#nextAt - this.clock.millis())
  }

  get isForgotten(): boolean {
    return this.#nextAt + FORGOTTEN_MS < this.clock.millis()
  }

  /** A call with so many redemptions went out at that time, and Twitch was not overrun by it. */
  worked(count: number, sentAt: number): void {
    if (this.#trouble) {
      this.#learn(this.#trouble, sentAt)
    } else if (sentAt - this.#nextAt < this.#interval(count)) {
      // One that was not waited for says nothing about what is possible.
      this.#rate.grow(this.#worked ? (sentAt - this.#worked.sentAt) / 1_000 : 0)
      this.#successes++
    }
    this.#trouble = undefined
    this.#worked = { count, sentAt }
    this.#nextAt = sentAt + this.#interval(count)
  }

  /**
   * Twitch refused, or did not answer.
   *
   * @param sentAt when the call to settle went out; null when it came to nothing before
   * @param atLeastMs what Twitch asked for
   * @returns the pause that follows, in milliseconds
   */
  failed(sentAt: number | null, atLeastMs = 0): number {
    const { failures, isPaced } = this.#trouble ?? { failures: 0, isPaced: this.#isPaced(sentAt) }
    this.#trouble = {
      failures: failures + 1,
      isPaced,
      sentAt: sentAt ?? this.#trouble?.sentAt ?? null,
    }
    const pause = backoff(failures + 1, atLeastMs, this.random)
    this.#nextAt = this.clock.millis() + pause
    return pause
  }

  #isPaced(sentAt: number | null): boolean {
    return (
      sentAt !== null &&
      this.#worked !== undefined &&
      sentAt - this.#worked.sentAt < 2 * this.#interval(this.#worked.count)
    )
  }

  /** At `sentAt` Twitch had room again: it manages more than what fits before, and less than what it refused. */
  #learn({ failures, sentAt: refusedAt, isPaced }: Trouble, sentAt: number): void {
    const isProven = this.#successes >= PROVEN
    this.#outages = isProven ? 0 : this.#outages
    const isOutage = failures > 1 && (isProven || (this.#rate.isKnown && this.#outages < OUTAGES))
    this.#outages += Number(isOutage)
    if (
      this.#worked &&
      this.#worked.count >= TELLING &&
      refusedAt !== null &&
      isPaced &&
      !isOutage
    ) {
      const { count, sentAt: since } = this.#worked
      const perSecond = (until: number) => (count / Math.max(1, until - since)) * 1_000
      this.#rate.limited(perSecond(refusedAt), perSecond(sentAt), isProven)
    }
    this.#successes = 0
  }

  #interval(count: number): number {
    return (count / this.#rate.perSecond) * 1_000
  }
}

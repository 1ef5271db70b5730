import { type Clock } from '#core/clock'

/** Twitch's own default: points a minute, of which a call costs one. */
const USUAL_LIMIT = 800
/** Of each bucket, for what cannot wait: settlements, and what a person has just pressed. */
const RESERVED = 0.25
const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 5 * MINUTE_MS

interface Bucket {
  limit: number
  points: number
  at: number
  /** Twitch said 429: nothing until then. */
  closedUntil: number
}

/** Twitch counts the calls with the app's token together, and those with a user's for each user. */
export const APP_BUCKET = 'app'
export const userBucket = (twitchId: string) => `user:${twitchId}`

/**
 * What is left of Twitch's token buckets, by what its answers say. Work that can wait takes its turn
 * here before each call, and leaves a quarter to what cannot; the calls of other
 * processes show in the answers as well.
 *
 * @see https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits
 */
export class RateGuard {
  #buckets = new Map<string, Bucket>()

  constructor(private clock: Clock) {}

  /** Resolves when a call may go out, or early when the signal says so. */
  async turn(name: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const pause = this.#take(name)
      if (pause === 0 || signal.aborted) {
        return
      }
      await this.clock.wait(pause, signal)
    }
  }

  /** To be told of every answer, whoever made the call. */
  learn(name: string, status: number, headers: Headers): void {
    const limit = readNumber(headers, 'ratelimit-limit')
    const remaining = readNumber(headers, 'ratelimit-remaining')
    const bucket = this.#bucket(name)
    if (limit !== null && limit > 0) {
      bucket.limit = limit
    }
    // Calls under way are not in Twitch's number yet, so the lower of the two.
    bucket.points = Math.min(bucket.points, remaining ?? bucket.limit, bucket.limit)
    if (status === 429) {
      bucket.points = 0
      bucket.closedUntil = this.#opensAt(headers)
    }
  }

  /** @returns how long to wait; 0 when the point is taken */
  #take(name: string): number {
    const bucket = this.#bucket(name)
    const floor = bucket.limit * RESERVED
    const missing = floor + 1 - bucket.points
    const pause = Math.max(
      bucket.closedUntil - bucket.at,
      missing > 0 ? (missing / bucket.limit) * MINUTE_MS : 0
    )
    if (pause <= 0) {
      bucket.points -= 1
      return 0
    }
    return Math.ceil(pause)
  }

  /** As full as it is now. */
  #bucket(name: string): Bucket {
    const now = this.clock.millis()
    const bucket = this.#buckets.get(name) ?? {
      limit: USUAL_LIMIT,
      points: USUAL_LIMIT,
      at: now,
      closedUntil: 0,
    }
    const refilled = ((now - bucket.at) / MINUTE_MS) * bucket.limit
    bucket.points = Math.min(bucket.limit, bucket.points + Math.max(0, refilled))
    bucket.at = now
    this.#buckets.set(name, bucket)
    return bucket
  }

  /** `Ratelimit-Reset` is by Twitch's clock, which need not agree with ours. */
  #opensAt(headers: Headers): number {
    const now = this.clock.millis()
    const reset = (readNumber(headers, 'ratelimit-reset') ?? 0) * 1_000
    return Math.min(Math.max(reset, now + 1_000), now + LONGEST_PAUSE_MS)
  }
}

function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name)
  const number = Number(value)
  return value === null || value === '' || Number.isNaN(number) ? null : number
}

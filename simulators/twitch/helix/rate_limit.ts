import { Problem } from '../http/problem.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { Token } from '../world/tokens.ts'

interface Bucket {
  level: number
  at: number
}

/** Twitch's token bucket: one per client for app tokens, one per client and user for user tokens. */
export class RateLimit {
  readonly #clock: Clock
  readonly #settings: Settings
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock, settings: Settings) {
    this.#clock = clock
    this.#settings = settings
  }

  /**
   * Takes a point; returns the headers every Helix answer carries.
   *
   * @throws Problem 429, with the same headers, when the bucket is empty
   */
  take(token: Token): Record<string, string> {
    const limit = this.#settings.rateLimitPerMinute
    if (limit <= 0) return this.#headers(800, 799, this.#clock.now() + 75)
    const now = this.#clock.now()
    const key = `${token.clientId}:${token.userId ?? ''}`
    const bucket = this.#buckets.get(key) ?? { level: limit, at: now }
    bucket.level = Math.min(limit, bucket.level + ((now - bucket.at) / 60_000) * limit)
    bucket.at = now
    this.#buckets.set(key, bucket)
    if (bucket.level < 1) {
      const reset = now + ((1 - bucket.level) / limit) * 60_000
      throw new Problem(429, 'Too Many Requests', 'RATE_LIMITED', this.#headers(limit, 0, reset))
    }
    bucket.level -= 1
    return this.#headers(limit, bucket.level, now + ((limit - bucket.level) / limit) * 60_000)
  }

  #headers(limit: number, remaining: number, reset: number): Record<string, string> {
    return {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(Math.floor(remaining)),
      'ratelimit-reset': String(Math.ceil(reset / 1000)),
    }
  }
}

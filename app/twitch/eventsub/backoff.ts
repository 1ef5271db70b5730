const FIRST_MS = 500
const LIMIT_MS = 60_000

/**
 * How long to wait before the next try: anything up to a bound that doubles
 * (full jitter), so that a thousand sessions do not come back at once.
 */
export class Backoff {
  #attempts = 0

  constructor(
    private firstMs = FIRST_MS,
    private limitMs = LIMIT_MS,
    private random: () => number = Math.random
  ) {}

  next(): number {
    const bound = Math.min(this.limitMs, this.firstMs * 2 ** this.#attempts)
    this.#attempts = Math.min(this.#attempts + 1, 20)
    return Math.floor(this.random() * bound)
  }

  reset(): void {
    this.#attempts = 0
  }
}

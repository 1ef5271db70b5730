/**
 * The server's time, told from its answers. A GM's computer may be minutes off,
 * and expiry is a promise about the server's clock.
 */
export class ServerClock {
  #offsetMs: number | null = null

  /**
   * What is told was true between question and answer, and an answer may be long on its way: it
   * only tells what is too early and what is too late. What comes unasked tells the former.
   */
  adjust(serverTime: string, askedAt = Number.NEGATIVE_INFINITY, localNow = Date.now()) {
    const told = Date.parse(serverTime)
    if (!Number.isFinite(told)) return
    const least = told - localNow
    this.#offsetMs = Math.min(Math.max(this.#offsetMs ?? least, least), told - askedAt)
  }

  /** Milliseconds since 1970. */
  now() {
    return this.toServerTime(Date.now())
  }

  toServerTime(localTime: number) {
    return localTime + (this.#offsetMs ?? 0)
  }
}

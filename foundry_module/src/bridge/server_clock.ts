/**
 * The server's time, told from its answers. A GM's computer may be minutes off,
 * and expiry is a promise about the server's clock.
 */
export class ServerClock {
  #offsetMs = 0

  adjust(serverTime: string, localNow = Date.now()) {
    const told = Date.parse(serverTime)
    if (Number.isFinite(told)) this.#offsetMs = told - localNow
  }

  /** Milliseconds since 1970. */
  now() {
    return this.toServerTime(Date.now())
  }

  toServerTime(localTime: number) {
    return localTime + this.#offsetMs
  }
}

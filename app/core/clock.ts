import { DateTime } from 'luxon'

/**
 * Where the app reads the time of day. Tests swap it; leases and ownership do
 * not use it, they go by the database's clock.
 */
export class Clock {
  now(): DateTime {
    return DateTime.fromMillis(this.millis(), { zone: 'utc' })
  }

  /** Milliseconds since 1970: all that a clock has to override. */
  millis(): number {
    return Date.now()
  }

  /** Resolves after that time, or at once when the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const end = () => resolve()
    const timer = setTimeout(end, signal.aborted ? 0 : milliseconds)
    signal.addEventListener('abort', end)
    return promise.finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    })
  }
}

import { DateTime } from 'luxon'

/**
 * Where the app reads the time of day. Tests swap it; leases and ownership do
 * not use it, they go by the database's clock.
 */
export class Clock {
  now(): DateTime {
    return DateTime.utc()
  }

  /** Milliseconds since 1970, for arithmetic. */
  millis(): number {
    return this.now().toMillis()
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

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
}

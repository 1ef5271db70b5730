import env from '#start/env'

/** Faster than this a list is not read, whatever is configured. */
const MIN_TAKING_OVER_SECONDS = 10
const MIN_STANDING_BY_SECONDS = 600

/** Around the configured interval, so that a thousand channels do not ask at once. */
const SPREAD = 1 / 3

export interface PollingPace {
  /** Seconds between two passes while Twitch's events do not come, around which chance spreads them. */
  takingOver: number
  /** The same while they do. */
  standingBy: number
}

/** How often Twitch's lists are read, from `POLLING_SECONDS` and `POLLING_STANDBY_MINUTES`. */
export function pollingPace(): PollingPace {
  return {
    takingOver: Math.max(MIN_TAKING_OVER_SECONDS, env.get('POLLING_SECONDS', 90)),
    standingBy: Math.max(MIN_STANDING_BY_SECONDS, env.get('POLLING_STANDBY_MINUTES', 180) * 60),
  }
}

/** The shortest and the longest that an interval becomes, in seconds. */
export const rangeOf = (seconds: number): [number, number] => [
  Math.round(seconds * (1 - SPREAD)),
  Math.round(seconds * (1 + SPREAD)),
]

/** A moment of the range. */
export function spread(seconds: number, random: () => number = Math.random): number {
  const [least, most] = rangeOf(seconds)
  return least + random() * (most - least)
}

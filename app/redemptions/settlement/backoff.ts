const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * Exponential with jitter.
 *
 * @param attempts how many have failed, from 1
 * @param atLeastMs what Twitch asked for
 * @returns milliseconds
 */
export function backoff(attempts: number, atLeastMs = 0, random = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20))
  return Math.round(Math.max(atLeastMs, ceiling * (0.5 + random() / 2)))
}

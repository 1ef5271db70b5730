const BASE_MS = 1000
const CAP_MS = 30_000

/**
 * How long to wait before the next attempt, in milliseconds: full jitter below
 * a ceiling that doubles from one second to thirty, so that a thousand pages do
 * not come back in the same instant. `attempt` counts failures from 0.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 10)))
}

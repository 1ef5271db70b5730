/** Time as the queue sees it, so that tests can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs the work once after so many milliseconds. */
  after(ms: number, work: () => void): void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => void setTimeout(work, ms),
}

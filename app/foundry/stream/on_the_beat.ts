/** Beats in a period. */
const BEATS = 20

/**
 * Does something once a period, on one of its beats, which everybody has in common:
 * what many ask for in the same moment is done for all of them together.
 *
 * @param periodMs in milliseconds
 * @returns what ends it; it never keeps a process from ending
 */
export function onTheBeat(periodMs: number, work: () => void): () => void {
  const step = periodMs / BEATS
  let timer: NodeJS.Timeout

  const wait = () => {
    const now = Date.now()
    const due = Math.round((now + periodMs) / step) * step
    timer = setTimeout(() => {
      wait()
      work()
    }, due - now).unref()
  }

  wait()
  return () => clearTimeout(timer)
}

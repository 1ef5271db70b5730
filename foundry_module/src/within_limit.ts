/**
 * The outcome of some work, or null when it takes longer than `limitMs`. The
 * work itself is not stopped: its effect may still come.
 */
export function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  if (!Number.isFinite(limitMs)) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

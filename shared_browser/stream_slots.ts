/** Of a browser's six connections, three remain for the overlay, Foundry and everything that is no stream. */
const SLOTS = 3

/**
 * Waits for one of the few connections that streams of a browser may hold.
 *
 * @returns how to give it back; null when `signal` was aborted before there was one
 */
export function takeSlot(signal: AbortSignal): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const waiting = new AbortController()
    const giveUp = () => {
      waiting.abort()
      resolve(null)
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp, { once: true })

    let isTaken = false
    const hold = () => {
      // Two may fall free in the same instant: the second goes back.
      if (isTaken || signal.aborted) return
      isTaken = true
      signal.removeEventListener('abort', giveUp)
      return new Promise<void>((release) => {
        resolve(() => release())
        // The others are no longer waited for.
        queueMicrotask(() => waiting.abort())
      })
    }
    for (let slot = 0; slot < SLOTS; slot++) {
      navigator.locks
        .request(`crowdcrit:slot:${slot}`, { signal: waiting.signal }, hold)
        .catch(() => {})
    }
  })
}

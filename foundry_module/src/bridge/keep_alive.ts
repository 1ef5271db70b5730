import { onWake } from '../../../shared_browser/wake.ts'

const EVERY_MS = 5000

/** Calls back every few seconds, and when the page wakes up. Returns how to end it. */
export function keepAlive(callback: () => void): () => void {
  const timer = setInterval(callback, EVERY_MS)
  const stopListening = onWake(callback)
  return () => {
    clearInterval(timer)
    stopListening()
  }
}

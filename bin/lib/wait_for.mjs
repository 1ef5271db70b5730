import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks `condition` until it answers something truthy, and returns that; null when `within`
 * milliseconds have passed without. What `condition` throws is thrown.
 */
export async function waitFor(condition, { within, every = 100 }) {
  const deadline = Date.now() + within

  for (;;) {
    const answer = await condition()
    if (answer) {
      return answer
    }
    if (Date.now() >= deadline) {
      return null
    }
    await pause(every)
  }
}

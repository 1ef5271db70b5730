import { setTimeout as pause } from 'node:timers/promises'

const EVERY_MS = 20

/**
 * Waits for a condition instead of a time: asks again until the answer is
 * truthy, and gives it back.
 *
 * @throws when it has not come true within `milliseconds`
 */
export async function until<Value>(
  what: string,
  ask: () => Value | Promise<Value>,
  milliseconds = 10_000
): Promise<NonNullable<Value>> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const answer = await ask()
    if (answer) {
      return answer
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${milliseconds} ms in vain until ${what}`)
    }
    await pause(EVERY_MS)
  }
}

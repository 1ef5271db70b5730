import { test } from '@japa/runner'
import { setTimeout as pass } from 'node:timers/promises'
import { ProgressThrottle } from '#gamification/live/progress_throttle'

const INTERVAL_MS = 20

function throttle() {
  const sent: { version: number; at: number }[] = []
  const progress = new ProgressThrottle<number>(
    (version) => sent.push({ version, at: performance.now() }),
    INTERVAL_MS
  )
  return {
    progress,
    push: (...versions: number[]) =>
      versions.forEach((version) => progress.push('goal', version, version)),
    versions: () => sent.map(({ version }) => version),
    sent,
    /** Until the condition holds; the runner's timeout ends a hopeless wait. */
    until: async (condition: () => boolean) => {
      while (!condition()) await pass(1)
    },
  }
}

test.group('Progress throttle', () => {
  test('sends the first at once and then the latest', async ({ assert }) => {
    const { push, versions, until } = throttle()

    push(1, 2, 3, 4, 5)
    assert.deepEqual(versions(), [1])

    await until(() => versions().length === 2)
    assert.deepEqual(versions(), [1, 5])
  })

  test('keeps to its pace, whatever comes in', async ({ assert }) => {
    const { push, sent, until } = throttle()
    const began = performance.now()

    for (let version = 1; version <= 40; version++) {
      push(version)
      await pass(2)
    }
    await until(() => sent.at(-1)?.version === 40)

    // One may be late, and the next one follows it sooner; all together they cannot.
    const took = (sent.at(-1)?.at ?? 0) - began
    assert.isAtLeast(took, (sent.length - 1) * (INTERVAL_MS - 1))
  })

  test('never goes backwards', async ({ assert }) => {
    const { push, versions, until } = throttle()

    push(3, 1, 2, 5, 4)
    await until(() => versions().length === 2)
    push(4, 5, 6)
    await until(() => versions().includes(6))

    assert.deepEqual(versions(), [3, 5, 6])
  })

  test('drops what another frame has told already', async ({ assert }) => {
    const { progress, push, versions, until } = throttle()

    push(1, 2)
    progress.passed('goal', 3)
    push(4)
    await until(() => versions().length === 2)

    assert.deepEqual(versions(), [1, 4])
  })

  test('does not mix instances', ({ assert }) => {
    const { progress, push, versions } = throttle()

    push(7)
    progress.push('another', 1, 1)

    assert.deepEqual(versions(), [7, 1])
    progress.stop()
  })
})

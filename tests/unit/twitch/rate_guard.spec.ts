import { test } from '@japa/runner'
import { RateGuard } from '#twitch/api/rate_guard'
import { FastClock } from '#tests/support/fast_clock'

const told = (limit: number, remaining: number, reset = 0) =>
  new Headers({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  })

/** A guard, and how long its clock has moved on for a number of turns. */
function setUp() {
  const clock = new FastClock()
  const guard = new RateGuard(clock)
  const began = clock.millis()
  const never = new AbortController().signal
  const turns = async (count: number, bucket = 'app') => {
    for (let turn = 0; turn < count; turn++) {
      await guard.turn(bucket, never)
    }
    return clock.millis() - began
  }
  return { clock, guard, turns }
}

test.group('What is left of Twitch’s rate limit', () => {
  test('a full bucket gives three quarters at once, and then as fast as it fills', async ({
    assert,
  }) => {
    const { turns } = setUp()
    assert.isBelow(await turns(600), 1_000)
    assert.closeTo(await turns(400), 30_000, 1_500)
  })

  test('what others have used counts, as Twitch tells it', async ({ assert }) => {
    const { guard, turns } = setUp()
    guard.learn('app', 200, told(120, 30))
    assert.closeTo(await turns(60), 30_000, 1_500)
  })

  test('a user’s bucket is a bucket of its own', async ({ assert }) => {
    const { guard, turns } = setUp()
    guard.learn('app', 200, told(800, 0))
    assert.isBelow(await turns(100, 'user:1'), 1_000)
    assert.isAbove(await turns(1, 'app'), 10_000)
  })

  test('after a 429 nothing goes out before Twitch’s time', async ({ assert }) => {
    const { clock, guard, turns } = setUp()
    const reset = Math.ceil(clock.millis() / 1_000) + 40
    guard.learn('app', 429, told(800, 0, reset))
    assert.closeTo(await turns(1), 40_000, 1_500)
  })

  test('an answer without numbers, or a reset that makes no sense, does no harm', async ({
    assert,
  }) => {
    const { guard, turns } = setUp()
    guard.learn('app', 500, new Headers())
    assert.isBelow(await turns(10), 1_000)
    guard.learn('app', 429, new Headers({ 'ratelimit-reset': 'soon' }))
    assert.isBelow(await turns(1), 20_000)
    guard.learn('app', 429, told(800, 0, 9_999_999_999))
    assert.isAtMost(await turns(1), 6 * 60_000)
  })

  test('whoever waits is let go when the process ends', async ({ assert }) => {
    const { clock, guard } = setUp()
    guard.learn('app', 429, told(800, 0))
    const before = clock.millis()
    await guard.turn('app', AbortSignal.abort())
    assert.isBelow(clock.millis() - before, 1_000)
  })
})

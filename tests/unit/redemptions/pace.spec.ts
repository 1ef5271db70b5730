import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { Clock } from '#core/clock'
import { Pace } from '#redemptions/settlement/pace'

const BATCH = 10

class StillClock extends Clock {
  at = 1_000_000

  override now(): DateTime {
    return DateTime.fromMillis(this.at)
  }
}

/** Admits so many a second, as Twitch does; a refused call costs nothing. */
class Throttle {
  #level = BATCH
  #at = 0

  constructor(private perSecond: number) {}

  admits(now: number): boolean {
    this.#level = Math.min(BATCH, this.#level + ((now - this.#at) / 1_000) * this.perSecond)
    this.#at = now
    if (this.#level < BATCH) {
      return false
    }
    this.#level -= BATCH
    return true
  }
}

function settle(redemptions: number, perSecond: number) {
  const clock = new StillClock()
  const throttle = new Throttle(perSecond)
  const pace = new Pace(clock)
  const begun = clock.at
  let refused = 0
  let calls = 0

  for (let left = redemptions; left > 0; calls++) {
    clock.at += pace.wait
    if (throttle.admits(clock.at)) {
      pace.worked(BATCH, clock.at)
      left -= BATCH
    } else {
      pace.failed()
      refused++
    }
    clock.at += 20
  }
  return { seconds: (clock.at - begun) / 1_000, wasted: refused / calls }
}

test.group('Settlement | pace', () => {
  test('finds what Twitch manages: {$self} a second')
    .with([2, 3, 4, 5, 8])
    .run(({ assert }, perSecond) => {
      const { seconds, wasted } = settle(1_000, perSecond)
      assert.isAtMost(wasted, 0.2)
      assert.isAtMost(seconds, ((1_000 - BATCH) / perSecond) * 1.3)
    })

  test('does not dawdle when Twitch does not mind', ({ assert }) => {
    const { seconds, wasted } = settle(1_000, 10_000)
    assert.equal(wasted, 0)
    assert.isBelow(seconds, 30)
  })

  test('pauses grow with an outage, by chance, and not beyond five minutes', ({ assert }) => {
    const clock = new StillClock()
    const pace = new Pace(clock)
    const pauses = Array.from({ length: 14 }, () => pace.failed())

    pauses.slice(0, 8).forEach((pause, index) => {
      assert.isAtLeast(pause, 500 * 2 ** index)
      assert.isAtMost(pause, 1_000 * 2 ** index)
    })
    assert.isAtMost(Math.max(...pauses), 300_000)
    assert.equal(pace.wait, pauses.at(-1))
  })

  test('waits as long as Twitch asks for', ({ assert }) => {
    const pace = new Pace(new StillClock())
    assert.equal(pace.failed(42_000), 42_000)
    assert.equal(pace.wait, 42_000)
  })

  test('calls that come once in a while are not proof of more', ({ assert }) => {
    const clock = new StillClock()
    const pace = new Pace(clock)
    for (let hour = 0; hour < 20; hour++) {
      clock.at += 3_600_000
      pace.worked(1, clock.at)
    }
    clock.at += 3_600_000
    pace.worked(BATCH, clock.at)
    assert.equal(pace.wait, 2_500)
  })
})

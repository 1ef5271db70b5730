import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { Pace } from '#redemptions/settlement/pace'
import { type Random, seededRandom } from '../../../simulators/twitch/world/random.ts'

const BATCH = 10
const LATENCY_MS = 20

class StillClock extends Clock {
  at = 1_000_000

  override millis(): number {
    return this.at
  }
}

/** What Twitch manages, by the seconds since the first call. */
interface Twitch {
  perSecond: (second: number) => number
  /** True while it answers nothing but 500. */
  isOut?: (second: number) => boolean
}

/** Admits so many a second, as Twitch does; a refused call costs nothing. */
class Throttle {
  #level = BATCH
  #at = 0

  admits(second: number, perSecond: number): boolean {
    this.#level = Math.min(BATCH, this.#level + (second - this.#at) * perSecond)
    this.#at = second
    if (this.#level < BATCH) {
      return false
    }
    this.#level -= BATCH
    return true
  }
}

/** Settles so many, and tells how that went. */
function settle(
  redemptions: number,
  { perSecond, isOut = () => false }: Twitch,
  random: Random = seededRandom(1)
) {
  const clock = new StillClock()
  const throttle = new Throttle()
  const pace = new Pace(clock, random)
  const begun = clock.at
  let refused = 0
  let calls = 0

  for (let left = redemptions; left > 0; calls++) {
    clock.at += pace.wait
    const sentAt = clock.at
    const second = (sentAt - begun) / 1_000
    const worked = !isOut(second) && throttle.admits(second, perSecond(second))
    clock.at += LATENCY_MS
    if (worked) {
      pace.worked(BATCH, sentAt)
      left -= BATCH
    } else {
      pace.failed(sentAt)
      refused++
    }
  }
  return { seconds: (clock.at - begun) / 1_000, wasted: refused / calls }
}

/** Chance decides about each pause: what has to hold holds many times, with the same chances in every run. */
function often<Result>(work: (random: Random) => Result): Result[] {
  return Array.from({ length: 50 }, (_, seed) => work(seededRandom(seed)))
}

const worst = (runs: ReturnType<typeof settle>[]) => ({
  seconds: Math.max(...runs.map(({ seconds }) => seconds)),
  wasted: Math.max(...runs.map(({ wasted }) => wasted)),
})

test.group('Settlement | pace', () => {
  test('finds what Twitch manages: {$self} a second')
    .with([2, 3, 4, 5, 8, 20])
    .run(({ assert }, perSecond) => {
      const { seconds, wasted } = worst(
        often((random) => settle(1_000, { perSecond: () => perSecond }, random))
      )
      assert.isAtMost(wasted, 0.15)
      assert.isAtMost(seconds, ((1_000 - BATCH) / perSecond) * 1.3)
    })

  test('finds what Twitch never was seen to fall to, too', ({ assert }) => {
    const { seconds, wasted } = worst(
      often((random) => settle(1_000, { perSecond: () => 1 }, random))
    )
    assert.isAtMost(wasted, 0.33)
    assert.isAtMost(seconds, (1_000 - BATCH) * 1.3)
  })

  test('does not dawdle when Twitch does not mind', ({ assert }) => {
    const { seconds, wasted } = settle(1_000, { perSecond: () => 10_000 })
    assert.equal(wasted, 0)
    assert.isBelow(seconds, 30)
  })

  test('outages of three seconds, again and again', ({ assert }) => {
    const twitch = { perSecond: () => 4, isOut: (second: number) => second % 60 > 57 }
    const { seconds, wasted } = worst(often((random) => settle(1_000, twitch, random)))
    assert.isAtMost(wasted, 0.2)
    assert.isAtMost(seconds, ((1_000 - BATCH) / 4) * 1.3)
  })

  test('a short outage is soon forgotten: {from} to {to} s')
    .with([
      { from: 0, to: 2 },
      { from: 2, to: 2.8 },
      { from: 2, to: 6 },
      { from: 12, to: 15 },
    ])
    .run(({ assert }, { from, to }) => {
      const twitch = {
        perSecond: () => 10_000,
        isOut: (second: number) => second >= from && second < to,
      }
      const { seconds } = worst(often((random) => settle(1_000, twitch, random)))
      // Without it 16 s; at four a second it would take 250.
      assert.isBelow(seconds, 100)
    })

  test('a channel that has found its pace keeps it over an outage', ({ assert }) => {
    const outage = { from: 60, to: 68 }
    const perSecond = () => 20
    const twitch = {
      perSecond,
      isOut: (second: number) => second >= outage.from && second < outage.to,
    }
    const outaged = worst(often((random) => settle(2_000, twitch, random)))
    const without = worst(often((random) => settle(2_000, { perSecond }, random)))
    // The outage itself, and the last of the pauses that grew with it.
    assert.isBelow(outaged.seconds - without.seconds, 18)
  })

  test('goes on through trouble that comes and goes', ({ assert }) => {
    const runs = often((random) => {
      const isOut = (second: number) => second % 12 < 2 && random() < 0.7
      return settle(3_000, { perSecond: () => 10_000, isOut }, random).seconds
    })
    // Without trouble it is 36 s. At times chance looks like a limit, which is then forgotten; kept, it would be 750 s.
    assert.isAtLeast(runs.filter((seconds) => seconds < 100).length, 45)
    assert.isBelow(Math.max(...runs), 400)
  })

  test('when Twitch manages less than it did, that is found too', ({ assert }) => {
    const perSecond = (second: number) => (second < 3 ? 100 : 4)
    const { seconds, wasted } = worst(often((random) => settle(1_000, { perSecond }, random)))
    assert.isAtMost(wasted, 0.15)
    assert.isAtMost(seconds, ((1_000 - BATCH) / 4) * 1.3)
  })

  test('when Twitch manages more than it did, that is found too', ({ assert }) => {
    const perSecond = (second: number) => (second < 60 ? 4 : 40)
    const { seconds } = worst(often((random) => settle(2_000, { perSecond }, random)))
    assert.isBelow(seconds, 250)
  })

  test('pauses grow with an outage, by chance, and not beyond five minutes', ({ assert }) => {
    const clock = new StillClock()
    const pace = new Pace(clock)
    const pauses = Array.from({ length: 14 }, () => pace.failed(clock.at))

    pauses.slice(0, 8).forEach((pause, index) => {
      assert.isAtLeast(pause, 500 * 2 ** index)
      assert.isAtMost(pause, 1_000 * 2 ** index)
    })
    assert.isAtMost(Math.max(...pauses), 300_000)
    assert.equal(pace.wait, pauses.at(-1))
  })

  test('waits as long as Twitch asks for', ({ assert }) => {
    const pace = new Pace(new StillClock())
    assert.equal(pace.failed(null, 42_000), 42_000)
    assert.equal(pace.wait, 42_000)
  })

  test('a call that never went out says nothing about the limit', ({ assert }) => {
    const clock = new StillClock()
    const pace = new Pace(clock)
    pace.worked(BATCH, clock.at)
    clock.at += pace.wait
    clock.at += pace.failed(null)
    pace.worked(BATCH, clock.at)
    assert.equal(pace.wait, 2_500)
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

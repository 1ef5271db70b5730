import { test } from '@japa/runner'
import { timeTicks } from '../../inertia/charts/scales.ts'

const HOUR = 3_600_000

test.group('Times at the axis of a chart', (group) => {
  group.each.setup(() => {
    const zone = process.env.TZ
    process.env.TZ = 'Europe/Paris'
    return () => {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  const clock = (tick: number) =>
    new Date(tick).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

  test('are full hours of the reader, within the range', ({ assert }) => {
    const from = Date.parse('2026-11-28T09:50:00Z')
    assert.deepEqual(timeTicks(from, from + 4 * HOUR, 4).map(clock), [
      '11:00',
      '12:00',
      '13:00',
      '14:00',
    ])
  })

  test('stay at midnight when the clocks change', ({ assert }) => {
    // Summer time ends on October 25.
    const from = Date.parse('2026-10-22T12:00:00Z')
    const ticks = timeTicks(from, from + 7 * 24 * HOUR, 20)
    assert.deepEqual(ticks.map(clock).filter((time) => time === '00:00').length, 7)
    assert.isTrue(ticks.every((tick, index) => index === 0 || tick > ticks[index - 1]))
    assert.deepEqual(timeTicks(from, from + 7 * 24 * HOUR, 7).map(clock), Array(7).fill('00:00'))
  })

  test('are days apart over a long time', ({ assert }) => {
    const from = Date.parse('2026-11-01T12:00:00Z')
    const ticks = timeTicks(from, from + 30 * 24 * HOUR, 10)
    assert.isAtMost(ticks.length, 10)
    assert.isTrue(ticks.map(clock).every((time) => time === '00:00'))
  })
})

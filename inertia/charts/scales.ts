/** Counts to write at an axis from 0 upwards: round, whole, and about as many as wanted. */
export function countTicks(max: number, wanted = 4): number[] {
  const rough = Math.max(1, max) / wanted
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].find((nice) => nice * size >= rough)! * size)
  const last = Math.ceil(Math.max(1, max) / step)
  return Array.from({ length: last + 1 }, (_, index) => index * step)
}

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880].map(
  (minutes) => minutes * MINUTE
)

/**
 * Moments to write at an axis of time, at full minutes, hours or days of the reader's
 * own clock, and no more than fit.
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  const rough = (to - from) / Math.max(1, most)
  const step = STEPS.find((one) => one >= rough) ?? Math.ceil(rough / DAY) * DAY
  const ticks = []
  // Day by day: one of them has 23 hours, and one 25.
  const day = new Date(from)
  day.setHours(0, 0, 0, 0)
  while (day.getTime() <= to) {
    const midnight = day.getTime()
    day.setDate(day.getDate() + Math.max(1, step / DAY))
    const next = step < DAY ? day.getTime() : midnight + 1
    for (let tick = midnight; tick < next; tick += step) {
      if (tick >= from && tick <= to) ticks.push(tick)
    }
  }
  return ticks
}

/** From one range of numbers to another. */
export function scale([a, b]: [number, number], [c, d]: [number, number]) {
  return (value: number) => (a === b ? c : c + ((value - a) / (b - a)) * (d - c))
}

/** What happens in a rehearsal, in seconds of its own time. */
export interface Script {
  seconds: number
  /** How many watch. */
  viewers: number
  /** The same seed gives the same crowd and the same dice. */
  seed: number
  /** How eager the crowd is, from a moment on: redemptions a minute of a thousand viewers. */
  waves: { from: number; perMinute: number }[]
  /** Dice at the table; without a number it falls as it falls. */
  rolls: { at: number; natural?: number }[]
}

const ROLL_EVERY = 12

/**
 * Six minutes of a session: a quiet beginning, a crowd that warms up, a fight with critical
 * rolls, and an end in which what is open may still land.
 */
export function sixMinutes(viewers: number): Script {
  const seconds = 360
  const ordinary = Array.from({ length: seconds / ROLL_EVERY - 1 }, (_, index) => ({
    at: (index + 1) * ROLL_EVERY,
  }))
  const fated = [
    { at: 95, natural: 20 },
    { at: 170, natural: 1 },
    { at: 225, natural: 20 },
    { at: 290, natural: 1 },
    { at: 345, natural: 20 },
  ]
  return {
    seconds,
    viewers,
    seed: 20,
    waves: [
      { from: 0, perMinute: 80 },
      { from: 30, perMinute: 400 },
      { from: 120, perMinute: 200 },
      { from: 150, perMinute: 700 },
      { from: 260, perMinute: 250 },
      { from: 330, perMinute: 0 },
    ],
    rolls: [...ordinary, ...fated].sort((a, b) => a.at - b.at),
  }
}

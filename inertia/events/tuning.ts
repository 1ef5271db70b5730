import type { Tuning } from '#gamification/events/tuning'
import { durationInWords } from '~/events/durations'

export type { Tuning }
export type TuningField = keyof Tuning

interface Described {
  label: string
  /** What a value means, in a few words. */
  say: (value: number | null) => string
  kind: 'number' | 'share' | 'duration'
  min: number
  max: number
}

const DAY = 86_400
const times = (value: number | null) =>
  value === null ? 'No limit' : value === 1 ? 'Once' : `${value} times`

/** What can be set apart, in the order of the form. The bounds are the server's. */
export const TUNING: Record<TuningField, Described> = {
  cost: {
    label: 'Cost in channel points',
    say: (value) => `${value} points`,
    kind: 'number',
    min: 1,
    max: 1_000_000_000,
  },
  coefficient: {
    label: 'Share of the audience',
    say: (value) => `${Math.round((value ?? 0) * 10_000) / 100} %`,
    kind: 'share',
    min: 0,
    max: 10_000,
  },
  minimum: {
    label: 'At least',
    say: (value) => `${value}`,
    kind: 'number',
    min: 1,
    max: 1_000_000,
  },
  durationSeconds: {
    label: 'Time to fill it',
    say: (value) => durationInWords(value ?? 0),
    kind: 'duration',
    min: 10,
    max: DAY,
  },
  cooldownSeconds: {
    label: 'Pause afterwards',
    say: (value) => (value ? durationInWords(value) : 'No pause'),
    kind: 'duration',
    min: 0,
    max: 7 * DAY,
  },
  viewerCap: {
    label: 'Limit for each viewer, per goal',
    say: times,
    kind: 'number',
    min: 1,
    max: 1_000_000,
  },
  viewerStreamCap: {
    label: 'Limit for each viewer, per stream',
    say: times,
    kind: 'number',
    min: 1,
    max: 1_000_000,
  },
}

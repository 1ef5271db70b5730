import type { Step } from '../packs/timeline.ts'
import type { Tier } from '../packs/tier.ts'
import { bell } from './cues.ts'
import type { Note } from './synth.ts'

/** What a step of a reveal sounds like. */
export function stepCue(step: Step): Note[] {
  switch (step.name) {
    case 'tear':
      return TEAR
    case 'deal':
      return DEAL
    case 'lift':
      return liftCue(step.tier, step.ms / 1000)
    case 'turn':
      return [SWISH, ...TURNED[step.tier]]
    case 'rest':
      return []
    case 'summary':
      return SUMMARY
  }
}

/** Paper that gives way, then the rest of it at one go. */
const TEAR: Note[] = [
  { at: 0, pitch: 300, to: 900, length: 0.5, level: 0.12, wave: 'noise', attack: 0.3 },
  ...[0, 1, 2, 3, 4].map((i): Note => {
    const at = 0.72 + i * 0.055
    return { at, pitch: 1800 + i * 420, length: 0.07, level: 0.5, wave: 'noise' }
  }),
  { at: 1, pitch: 2600, to: 5200, length: 0.3, level: 0.8, wave: 'noise' },
  { at: 1.05, pitch: 90, to: 45, length: 0.5, level: 0.7, wave: 'sine' },
]

const SWISH: Note = { at: 0, pitch: 3200, to: 900, length: 0.18, level: 0.3, wave: 'noise' }

const DEAL: Note[] = [0, 1, 2, 3, 4].map((i) => ({ ...SWISH, at: i * 0.06, level: 0.16 }))

/** From a tick to a chord, by rarity. */
const TURNED: Record<Tier, Note[]> = {
  0: bell(0.06, 392, 0.14, 0.4),
  1: bell(0.06, 523.25, 0.3, 0.8),
  2: [587.33, 880, 1174.66].flatMap((pitch, i) => bell(0.06 + i * 0.07, pitch, 0.4, 1.4)),
  3: [
    { at: 0, pitch: 120, to: 36, length: 1.2, level: 1, wave: 'sine' },
    { at: 0, pitch: 6000, to: 2400, length: 1.6, level: 0.35, wave: 'noise' },
    ...[293.66, 440, 587.33, 739.99, 880, 1174.66].flatMap((pitch, i) =>
      bell(0.05 + i * 0.06, pitch, 0.5, 2.6)
    ),
  ],
}

function liftCue(tier: Tier, length: number): Note[] {
  if (tier < 2) return []
  const rise: Note = {
    at: 0,
    pitch: 146.83,
    to: 587.33,
    length: length + 0.1,
    level: tier === 3 ? 0.5 : 0.2,
    wave: 'triangle',
    attack: length * 0.9,
  }
  if (tier === 2) return [rise]
  const deep: Note = { ...rise, pitch: 55, to: 110, level: 0.6, wave: 'sine' }
  return [rise, deep, { ...rise, pitch: 400, to: 4000, level: 0.2, wave: 'noise' }]
}

const SUMMARY: Note[] = [
  ...bell(0, 587.33, 0.3, 1),
  ...bell(0.12, 880, 0.3, 1.2),
  ...bell(0.24, 1174.66, 0.25, 1.6),
]

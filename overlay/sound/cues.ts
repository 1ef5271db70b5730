import type { ShotScene } from '../queue/scenes.ts'
import type { Note } from './synth.ts'

/** D minor pentatonic over two octaves, hertz: every step fits every other. */
const SCALE = [293.66, 349.23, 392, 440, 523.25, 587.33, 698.46, 783.99, 880, 1046.5]

export function bell(at: number, pitch: number, level: number, length: number): Note[] {
  return [
    { at, pitch, length, level, wave: 'sine' },
    { at, pitch: pitch * 2.76, length: length * 0.4, level: level * 0.28, wave: 'sine' },
  ]
}

/** A pluck that climbs with the goal. `part` from 0 to 1. */
export function progressCue(part: number): Note[] {
  const step = Math.round(Math.min(1, Math.max(0, part)) * (SCALE.length - 1))
  return bell(0, SCALE[step] ?? 440, 0.35, 0.5)
}

export const SCENE_CUES: Record<ShotScene['name'], Note[]> = {
  goal_sample: progressCue(0.4),
  armed: [
    ...[293.66, 440, 587.33, 880].flatMap((pitch, i) => bell(i * 0.11, pitch, 0.5, 1.8)),
    { at: 0.4, pitch: 146.83, length: 2.2, level: 0.5, wave: 'triangle', attack: 0.3 },
  ],
  critical: [
    { at: 0, pitch: 73.42, to: 110, length: 2.8, level: 0.7, wave: 'triangle', attack: 0.8 },
    { at: 0, pitch: 110.5, to: 165, length: 2.8, level: 0.3, wave: 'sine', attack: 1.2 },
  ],
  inversion: [
    { at: 0, pitch: 110, to: 880, length: 1.75, level: 0.25, wave: 'sine', attack: 1.4 },
    { at: 1.75, pitch: 130, to: 38, length: 1.1, level: 1, wave: 'sine' },
    ...[880, 587.33, 440, 293.66].flatMap((pitch, i) => bell(1.8 + i * 0.13, pitch, 0.5, 2)),
  ],
  effect: [...bell(0, 440, 0.5, 1.2), ...bell(0.14, 659.25, 0.5, 1.6)],
  notice: [...bell(0, 523.25, 0.3, 0.7), ...bell(0.12, 392, 0.3, 0.9)],
}

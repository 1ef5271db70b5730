import type {
  OverlayOneShot,
  OverlayPack,
  OverlaySettings,
  PackStart,
  PublicInstance,
} from '../contract.ts'
import { Pictures } from '../packs/pictures.ts'

type ShotSceneName = 'goal_sample' | 'armed' | 'critical' | 'inversion' | 'effect' | 'notice'

export type SceneName = ShotSceneName | 'pack'

/** One thing to play. */
export type Scene = ShotScene | PackScene

/** A one-shot, or a part of it. */
export interface ShotScene {
  name: ShotSceneName
  shot: OverlayOneShot
  /** The goal to fill, for a `goal_sample`. */
  sample: PublicInstance | null
  /** After its last part the one-shot counts as shown. */
  last: boolean
}

export interface PackScene {
  name: 'pack'
  pack: OverlayPack
  test: boolean
  /** On their way from the moment the pack waits. */
  pictures: Pictures
}

/** Milliseconds on screen. */
export const SCENE_MS: Record<ShotSceneName, number> = {
  goal_sample: 3600,
  armed: 6000,
  critical: 3400,
  inversion: 7600,
  effect: 5600,
  notice: 5200,
}

/** Whose place, scale and switch a scene uses. */
export const SCENE_WIDGET: Record<SceneName, keyof OverlaySettings['widgets']> = {
  goal_sample: 'goal',
  armed: 'impact',
  critical: 'impact',
  inversion: 'impact',
  effect: 'impact',
  notice: 'refunds',
  pack: 'pack',
}

export function packScene({ data, test = false }: PackStart): PackScene {
  return { name: 'pack', pack: data, test, pictures: new Pictures(data) }
}

/** A test of the armed goal fills a goal bar first, so that one button shows the whole way. */
export function scenesOf(shot: OverlayOneShot): ShotScene[] {
  const main: ShotScene = { name: mainScene(shot), shot, sample: null, last: true }
  if (!shot.test || shot.event !== 'gamification:instance_armed') return [main]
  return [{ name: 'goal_sample', shot, sample: shot.data, last: false }, main]
}

function mainScene(shot: OverlayOneShot): ShotSceneName {
  switch (shot.event) {
    case 'gamification:instance_armed':
      return 'armed'
    case 'gamification:instance_consumed':
      return 'critical'
    case 'gamification:action_executed': {
      const { success, originalValue, invertedValue } = shot.data
      if (!success) return 'notice'
      return originalValue !== null && invertedValue !== null ? 'inversion' : 'effect'
    }
    default:
      return 'notice'
  }
}

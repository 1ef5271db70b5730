import { playTime, type PlayTime } from '../packs/play_time.ts'
import { timelineOf } from '../packs/timeline.ts'
import type { OverlayState } from '../state/overlay_state.ts'
import { SCENE_MS, SCENE_WIDGET, type PackScene, type Scene } from './scenes.ts'

/** What happened longer ago than this is history by now, not news: a page that was away passes it over. */
const STALE_MS = 10 * 60_000

/** How long a scene plays, in milliseconds; 0 when its widget is off or it is old. */
export function sceneLength(scene: Scene, state: OverlayState, now: number): number {
  if (!state.settings.widgets[SCENE_WIDGET[scene.name]].shown) return 0
  if (scene.name === 'pack') return packTime(scene, state, now).length

  const { name, shot } = scene
  const age = now + state.clockOffset - Date.parse(shot.at)
  return !shot.test && age > STALE_MS ? 0 : SCENE_MS[name]
}

/** A test is played whole, whenever its turn comes: no server waits for it. */
export function packTime({ pack, test }: PackScene, state: OverlayState, now: number): PlayTime {
  if (test) return { kind: 'whole', length: timelineOf(pack).length }
  return playTime(pack, now + state.clockOffset)
}

import type { OverlayState } from '../state/overlay_state.ts'
import { SCENE_MS, SCENE_WIDGET, type Scene } from './scenes.ts'

/** What happened longer ago than this is history by now, not news: a page that was away passes it over. */
const STALE_MS = 10 * 60_000

/** How long a scene plays, in milliseconds; 0 when its widget is off or it is old. */
export function sceneLength({ name, shot }: Scene, state: OverlayState, now: number): number {
  if (!state.settings.widgets[SCENE_WIDGET[name]].shown) return 0

  const age = now + state.clockOffset - Date.parse(shot.at)
  return !shot.test && age > STALE_MS ? 0 : SCENE_MS[name]
}

import type { OverlayState } from '../state/overlay_state.ts'
import type { Store } from '../state/store.ts'

const TRIED = 'crowdcrit-overlay-build'

/**
 * Reloads the page when the server carries another build, once per build: if
 * the reload still brings the old page (a cache in between), playing on with
 * it beats reloading without end in front of an audience.
 */
export function followBuild(
  store: Store<OverlayState>,
  own: string,
  whenIdle: (work: () => void) => void
): void {
  let waiting = false
  store.watch(({ build }) => {
    if (build === null || build === own || waiting) return
    if (sessionStorage.getItem(TRIED) === build) return

    waiting = true
    whenIdle(() => {
      sessionStorage.setItem(TRIED, build)
      location.reload()
    })
  })
}

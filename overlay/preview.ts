import type { OverlayApp } from './app.ts'
import { samplePack } from './packs/sample_pack.ts'
import { initialState } from './state/overlay_state.ts'

const VOLUME = 0.5

/** A pack as viewers will see it, for the dashboard: nothing is asked of the server, and no key is needed. */
export function showPreview(app: OverlayApp): void {
  const { settings } = initialState
  app.store.set({ ...initialState, ready: true, settings: { ...settings, volume: VOLUME } })
  app.leading.set(true)
  app.start(null)
  // No dot: there is no connection that could be missing.
  app.status.set({ name: 'live' })
  app.play({
    event: 'packOpeningStarted',
    data: samplePack('preview', new Date().toISOString()),
    test: true,
  })
}

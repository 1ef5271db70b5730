import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import type Overlay from '#overlays/overlay'
import type { TestScene } from '#overlays/overlay_validator'
import { testScene } from '#overlays/test_scenes'

/**
 * The TEST button. Nothing is kept: a test has no number of its own, is marked
 * as one, and a page that is not there misses it.
 */
@inject()
export class PlayTest {
  constructor(private broadcaster: Broadcaster) {}

  execute(overlay: Overlay, scene: TestScene): void {
    const at = new Date().toISOString()

    for (const frame of testScene(scene)) {
      this.broadcaster.send(overlayChannel(overlay.id), {
        ...frame,
        seq: overlay.seq,
        at,
        test: true,
      })
    }
  }
}

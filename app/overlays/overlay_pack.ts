import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import { OverlayIds } from '#overlays/overlay_ids'
import type {
  PackOpeningComplete,
  PackOpeningRepeated,
  PackOpeningStarted,
} from '#packs/queue/pack_events'

/** Has a channel's overlay play a pack, and stop. A page that misses it finds it in its snapshot. */
@inject()
export class DeliverPacks {
  constructor(
    private broadcaster: Broadcaster,
    private overlays: OverlayIds
  ) {}

  async started({ streamerId, pack }: PackOpeningStarted | PackOpeningRepeated): Promise<void> {
    const overlayId = await this.overlays.of(streamerId)
    if (overlayId) {
      this.broadcaster.send(overlayChannel(overlayId), { event: 'packOpeningStarted', data: pack })
    }
  }

  async complete({ streamerId, showingId }: PackOpeningComplete): Promise<void> {
    const overlayId = await this.overlays.of(streamerId)
    if (overlayId) {
      this.broadcaster.send(overlayChannel(overlayId), {
        event: 'packOpeningComplete',
        data: { id: showingId },
      })
    }
  }
}

import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import type Overlay from '#overlays/overlay'
import type { OverlaySettings } from '../../overlay/contract.js'

/** Saves how an overlay looks, and tells the pages that show it. */
@inject()
export class ChangeSettings {
  constructor(private broadcaster: Broadcaster) {}

  async execute(overlay: Overlay, settings: OverlaySettings): Promise<void> {
    await overlay.merge({ settings: { ...settings } }).save()
    this.broadcaster.send(overlayChannel(overlay.id), { event: 'settings', data: settings })
  }
}

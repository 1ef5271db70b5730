import { BaseTransformer } from '@adonisjs/core/transformers'
import type Overlay from '#overlays/overlay'
import type { OverlaySettings } from '../../overlay/contract.js'

export default class OverlayTransformer extends BaseTransformer<Overlay> {
  toObject() {
    const settings: OverlaySettings = this.resource.settings

    return { ...this.pick(this.resource, ['id', 'lastSeenAt']), settings }
  }
}

import { BaseTransformer } from '@adonisjs/core/transformers'
import type AccessSettings from '#accounts/access_settings'

export default class AccessSettingsTransformer extends BaseTransformer<AccessSettings> {
  toObject() {
    return this.pick(this.resource, [
      'signIn',
      'createCampaigns',
      'signInLogins',
      'createCampaignsLogins',
    ])
  }
}

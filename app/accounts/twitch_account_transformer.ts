import { BaseTransformer } from '@adonisjs/core/transformers'
import type TwitchAccount from '#twitch/twitch_account'

/** Never a token: only what its owner may see of the link to Twitch. */
export default class TwitchAccountTransformer extends BaseTransformer<TwitchAccount> {
  toObject() {
    return this.pick(this.resource, [
      'login',
      'displayName',
      'broadcasterType',
      'scopes',
      'state',
      'stateReason',
    ])
  }
}

import { BaseTransformer } from '@adonisjs/core/transformers'
import type Invitation from '#campaigns/invitation'

/** Never the link's secret, which is shown once and not stored. */
export default class InvitationTransformer extends BaseTransformer<Invitation> {
  toObject() {
    return this.pick(this.resource, ['id', 'role', 'twitchLogin', 'expiresAt', 'createdAt'])
  }

  /** For the invited, who is not a member yet. */
  forAnswering() {
    return {
      ...this.pick(this.resource, ['role', 'twitchLogin', 'expiresAt']),
      campaign: this.resource.campaign.name,
      description: this.resource.campaign.description,
      inviter: this.resource.inviter?.displayName ?? null,
    }
  }
}

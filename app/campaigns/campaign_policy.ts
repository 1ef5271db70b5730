import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/user'
import type Campaign from '#campaigns/campaign'
import { type CampaignRole, GM_ROLES } from '#campaigns/campaign_role'

/**
 * Expects the campaign's members to be loaded. A stranger is told that there is
 * no such campaign; a member without the right is told who has it.
 */
export default class CampaignPolicy extends BasePolicy {
  view(user: User, campaign: Campaign) {
    return this.#rolesOf(user, campaign).length > 0 || this.#stranger()
  }

  manage(user: User, campaign: Campaign) {
    return this.#needs(user, campaign, GM_ROLES, 'Only a GM of this campaign can do that.')
  }

  own(user: User, campaign: Campaign) {
    return this.#needs(user, campaign, ['owner'], 'Only the owner of this campaign can do that.')
  }

  /** Acting as one of the campaign's streamers, in person. */
  stream(user: User, campaign: Campaign) {
    return this.#needs(
      user,
      campaign,
      ['streamer'],
      'Only a streamer of this campaign can do that.'
    )
  }

  #needs(user: User, campaign: Campaign, wanted: readonly CampaignRole[], sentence: string) {
    const roles = this.#rolesOf(user, campaign)

    if (roles.length === 0) {
      return this.#stranger()
    }

    return roles.some((role) => wanted.includes(role)) || AuthorizationResponse.deny(sentence, 403)
  }

  #rolesOf(user: User, campaign: Campaign): CampaignRole[] {
    return campaign.members.filter((member) => member.userId === user.id).map(({ role }) => role)
  }

  #stranger() {
    return AuthorizationResponse.deny('There is no such campaign.', 404)
  }
}

import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/user'
import CampaignMember from '#campaigns/campaign_member'
import { GM_ROLES } from '#campaigns/campaign_role'
import type { FoundSet } from '#packs/sets/find_set'

/**
 * A set is its author's; the game masters of the campaign it is lent to edit it as well. To
 * everybody else it is not there.
 */
export default class SetPolicy extends BasePolicy {
  async edit(user: User, set: FoundSet) {
    return set.ownerId === user.id || (await this.#isGm(user, set)) || this.#stranger()
  }

  /** What takes it from everybody, or lends it. Of a set whose author has left, the game masters may. */
  async own(user: User, set: FoundSet) {
    if (set.ownerId === user.id) {
      return true
    }
    if (!(await this.#isGm(user, set))) {
      return this.#stranger()
    }
    return set.ownerId === null || AuthorizationResponse.deny('Only its author can do that.', 403)
  }

  async #isGm(user: User, { campaignId }: FoundSet): Promise<boolean> {
    const member =
      campaignId &&
      (await CampaignMember.query()
        .where({ campaignId, userId: user.id })
        .whereIn('role', [...GM_ROLES])
        .first())
    return Boolean(member)
  }

  #stranger() {
    return AuthorizationResponse.deny('There is no such card set.', 404)
  }
}

import type User from '#accounts/user'
import Campaign from '#campaigns/campaign'

/**
 * The campaigns a user has a part in, current ones first.
 */
export class ListCampaigns {
  execute(user: User): Promise<Campaign[]> {
    return Campaign.query()
      .whereHas('members', (members) => members.where('user_id', user.id))
      .preload('members', (members) => members.preload('user'))
      .orderByRaw('archived_at IS NOT NULL, name')
  }
}

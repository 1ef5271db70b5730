import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { AccessRules } from '#accounts/access_rules'
import type User from '#accounts/user'

/** Who may make a campaign here, by whatever way. */
@inject()
export class MayCreateCampaigns {
  constructor(private access: AccessRules) {}

  async allows(user: User): Promise<boolean> {
    await user.loadOnce('twitch')
    return this.access.mayCreateCampaigns({
      login: user.twitch?.login ?? '',
      isAdmin: user.isAdmin,
    })
  }

  /** @throws 403 */
  async authorize(user: User): Promise<void> {
    if (!(await this.allows(user))) {
      throw new Exception('This installation does not let everybody create campaigns.', {
        status: 403,
        code: 'E_MAY_NOT_CREATE',
      })
    }
  }
}

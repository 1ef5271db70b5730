import type { ApplicationService } from '@adonisjs/core/types'
import { AccountObligations } from '#accounts/account_obligations'
import { Consents } from '#accounts/consents'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import { Departures } from '#campaigns/departures'

/**
 * Accounts and campaigns: the registries in which features above them say what
 * they need to be allowed on Twitch, and what a departure means to them.
 */
export default class CampaignsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(AccountObligations, () => new AccountObligations())
    this.app.container.singleton(Consents, () =>
      new Consents().define('streamer', { scopes: STREAMER_SCOPES })
    )
    this.app.container.singleton(Departures, () => new Departures())
  }

  async boot() {
    const { windUpCampaigns } = await import('#campaigns/wind_up_campaigns')
    const obligations = await this.app.container.make(AccountObligations)
    const departures = await this.app.container.make(Departures)

    obligations.endBefore((sql, after, user) => windUpCampaigns(sql, after, user, departures))
  }
}

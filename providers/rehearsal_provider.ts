import type { ApplicationService } from '@adonisjs/core/types'
import { Relay } from '#rehearsal/relay'
import { RehearseCampaign } from '#rehearsal/rehearse_campaign'

/** What rehearses in this process ends with it. */
export default class RehearsalProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(RehearseCampaign, async (resolver) => {
      const rehearse = new RehearseCampaign(await resolver.make(Relay))
      this.app.terminating(() => rehearse.stopAll())
      return rehearse
    })
  }
}

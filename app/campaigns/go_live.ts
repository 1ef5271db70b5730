import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import CampaignMember from '#campaigns/campaign_member'
import { Departures } from '#campaigns/departures'
import { notify } from '#core/jobs/notifications'
import { onLucid } from '#core/sql'

/**
 * Makes this the streamer's one live campaign. The former one's open goals are
 * refunded and its rewards taken off sale.
 */
@inject()
export class GoLive {
  constructor(private departures: Departures) {}

  async execute(campaignId: string, streamerId: string): Promise<void> {
    await db.transaction(async (trx) => {
      // In a fixed order, so that two tabs that switch at once wait for each other.
      const memberships = await CampaignMember.query({ client: trx })
        .where('user_id', streamerId)
        .where('role', 'streamer')
        .orderBy('id')
        .forUpdate()
      const former = memberships.find(({ isLive }) => isLive)

      if (former?.campaignId === campaignId) {
        return
      }

      if (former) {
        await this.departures.announce(trx, { campaignId: former.campaignId, streamerId })
        await former.merge({ isLive: false }).save()
      }

      await memberships
        .find((member) => member.campaignId === campaignId)
        ?.merge({ isLive: true })
        .save()
      await notify(onLucid(trx), 'rewards')
      await notify(onLucid(trx), 'subscriptions')
    })
  }
}

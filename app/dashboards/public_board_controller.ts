import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { publicCampaignChannel } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { CountLedger } from '#dashboards/count_ledger'
import { publicCampaign } from '#dashboards/public_campaign'
import { latestRedemptions } from '#dashboards/redemption_list'
import { openInstances } from '#gamification/public_instance'
import { toPublic } from '#polls/poll_state'
import { currentPoll } from '#polls/read_polls'

/**
 * What a campaign shows to its viewers, as far as its setting allows: the goals
 * and what became of the points. Hidden viewers have no name here.
 */
export default class PublicBoardController {
  @inject()
  async show(ctx: HttpContext, countLedger: CountLedger) {
    const campaign = await publicCampaign(ctx)
    const sql = onLucid(db.connection())
    const ofCampaign = { campaignId: campaign.id }

    return ctx.inertia.render('campaigns/public', {
      campaign: {
        id: campaign.id,
        name: campaign.name,
        description: campaign.description,
        isIndexed: campaign.visibility === 'public',
        viewersSearchable: campaign.viewersSearchable,
      },
      instances: () => openInstances(sql, ofCampaign),
      poll: async () => {
        const poll = await currentPoll(sql, campaign.id)
        return poll && toPublic(poll)
      },
      redemptions: () => latestRedemptions(sql, ofCampaign),
      totals: () => countLedger.execute(sql, ofCampaign),
    })
  }

  async stream(ctx: HttpContext) {
    const campaign = await publicCampaign(ctx)
    await openStream(ctx, publicCampaignChannel(campaign.id))
  }
}

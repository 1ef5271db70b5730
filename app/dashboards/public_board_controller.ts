import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import Campaign from '#campaigns/campaign'
import { publicCampaignChannel } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { latestRedemptions, ledgerTotals } from '#dashboards/redemption_list'
import { openInstances } from '#gamification/public_instance'

/**
 * What a campaign shows to its viewers, as far as its setting allows: the goals
 * and what became of the points. Hidden viewers have no name here.
 */
export default class PublicBoardController {
  async show(ctx: HttpContext) {
    const campaign = await this.#visible(ctx)
    const sql = onLucid(db.connection())
    const ofCampaign = { campaignId: campaign.id }

    return ctx.inertia.render('campaigns/public', {
      campaign: {
        id: campaign.id,
        name: campaign.name,
        description: campaign.description,
        isIndexed: campaign.visibility === 'public',
      },
      instances: () => openInstances(sql, ofCampaign),
      redemptions: () => latestRedemptions(sql, ofCampaign),
      totals: () => ledgerTotals(sql, ofCampaign),
    })
  }

  async stream(ctx: HttpContext) {
    const campaign = await this.#visible(ctx)
    await openStream(ctx, publicCampaignChannel(campaign.id))
  }

  async #visible({ params, auth }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    const isMember = campaign.members.some(({ userId }) => userId === auth.user?.id)

    if (campaign.visibility === 'members' && !isMember) {
      throw new Exception('There is no such campaign.', { status: 404, code: 'E_NO_CAMPAIGN' })
    }

    return campaign
  }
}

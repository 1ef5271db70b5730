import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { transact } from '#core/transact'
import { readSafety } from '#gamification/safety/read_safety'
import { safetyValidator } from '#gamification/safety/safety_validator'
import { SaveSafety } from '#gamification/safety/save_safety'

/** What the GM has agreed with the table. */
export default class SafetyController {
  async show(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)

    return ctx.inertia.render('safety/show', {
      campaign: CampaignTransformer.transform(campaign),
      safety: await transact((sql) => readSafety(sql, campaign.id)),
    })
  }

  @inject()
  async update(ctx: HttpContext, saveSafety: SaveSafety) {
    const campaign = await this.#managed(ctx)
    await saveSafety.execute(campaign.id, await ctx.request.validateUsing(safetyValidator))

    ctx.session.flash('success', 'Saved. It holds from the next action on.')
    return ctx.response.redirect().back()
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }
}

import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { DecideBoon } from '#packs/boons/decide_boon'

/** What viewers ask of a campaign's game masters with a card. */
@inject()
export default class BoonsController {
  constructor(private decide: DecideBoon) {}

  async approve(ctx: HttpContext) {
    await this.decide.approve(await this.#decision(ctx))
    return this.#answer(ctx, 'Approved: the card is spent.')
  }

  async reject(ctx: HttpContext) {
    await this.decide.reject(await this.#decision(ctx))
    return this.#answer(ctx, 'Not this time: the card is back with its owner.')
  }

  async #decision({ params, bouncer, auth }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return {
      campaignId: campaign.id,
      boonId: String(params.boonId),
      by: auth.getUserOrFail().id,
    }
  }

  #answer({ session, response }: HttpContext, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().back()
  }
}

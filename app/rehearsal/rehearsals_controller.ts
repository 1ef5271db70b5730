import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { onLucid } from '#core/sql'
import { listRehearsals, stopRehearsal } from '#rehearsal/rehearsal_rows'
import { RehearseCampaign } from '#rehearsal/rehearse_campaign'

const rehearsalValidator = vine.create({
  viewers: vine.number().withoutDecimals().range([1, 10_000]),
  speed: vine.number().withoutDecimals().range([1, 20]),
})

/** A campaign is tried out with a crowd and a table that are not there. For its GMs. */
@inject()
export default class RehearsalsController {
  async index(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)
    return ctx.inertia.render('campaigns/rehearsal', {
      campaign: CampaignTransformer.transform(campaign),
      rehearsals: () => listRehearsals(onLucid(db.connection()), campaign.id),
    })
  }

  @inject()
  async store(ctx: HttpContext, rehearse: RehearseCampaign) {
    const campaign = await this.#managed(ctx)
    const wish = await ctx.request.validateUsing(rehearsalValidator)
    await rehearse.start(campaign, ctx.auth.getUserOrFail().id, wish)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/rehearsal`)
  }

  async destroy(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)
    await stopRehearsal(onLucid(db.connection()), campaign.id)
    ctx.session.flash('success', 'The rehearsal is stopped. Nothing of it is left.')
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/rehearsal`)
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }
}

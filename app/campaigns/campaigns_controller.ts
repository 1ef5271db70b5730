import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { campaignValidator } from '#campaigns/campaign_validator'
import { CreateCampaign } from '#campaigns/create_campaign'
import { ListCampaigns } from '#campaigns/list_campaigns'
import { MayCreateCampaigns } from '#campaigns/may_create_campaigns'
import { publicCampaignChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import { onLucid } from '#core/sql'

@inject()
export default class CampaignsController {
  constructor(private mayCreate: MayCreateCampaigns) {}

  @inject()
  async index({ inertia, auth }: HttpContext, list: ListCampaigns) {
    const user = auth.getUserOrFail()

    return inertia.render('campaigns/index', {
      campaigns: CampaignTransformer.transform(await list.execute(user)),
      mayCreate: await this.mayCreate.allows(user),
    })
  }

  async create({ inertia, auth }: HttpContext) {
    await this.mayCreate.authorize(auth.getUserOrFail())
    return inertia.render('campaigns/create', {})
  }

  @inject()
  async store({ request, response, auth }: HttpContext, createCampaign: CreateCampaign) {
    const user = auth.getUserOrFail()
    await this.mayCreate.authorize(user)

    const campaign = await createCampaign.execute(
      user,
      await request.validateUsing(campaignValidator)
    )
    return response.redirect().toPath(`/campaigns/${campaign.id}`)
  }

  async edit({ inertia, params, bouncer }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    return inertia.render('campaigns/edit', {
      campaign: CampaignTransformer.transform(campaign),
      isOwner: await bouncer.with(CampaignPolicy).allows('own', campaign),
    })
  }

  async update({ request, response, params, bouncer, session }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    const input = await request.validateUsing(campaignValidator)
    await campaign.merge(input).save()
    if (input.visibility === 'members') {
      const sql = onLucid(db.connection())
      await endStreamsEverywhere(sql, publicCampaignChannel(campaign.id))
    }
    session.flash('success', 'Saved.')
    return response.redirect().toRoute('campaigns.edit', { campaignId: campaign.id })
  }

  @inject()
  async archive({ response, params, bouncer, session }: HttpContext, archive: ArchiveCampaign) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('own', campaign)

    await archive.execute(campaign.id)
    session.flash(
      'success',
      `${campaign.name} is archived. What viewers had put into open goals goes back to them.`
    )
    return response.redirect().toRoute('campaigns.index')
  }

  @inject()
  async restore({ response, params, bouncer, session }: HttpContext, archive: ArchiveCampaign) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('own', campaign)

    await archive.undo(campaign)
    session.flash('success', `${campaign.name} is back.`)
    return response.redirect().toRoute('campaigns.index')
  }
}

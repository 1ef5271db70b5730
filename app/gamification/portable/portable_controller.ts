import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { MayCreateCampaigns } from '#campaigns/may_create_campaigns'
import { findEvent } from '#gamification/events/find_event'
import { importValidator } from '#gamification/portable/campaign_file'
import { DuplicateEvent } from '#gamification/portable/duplicate_event'
import { ExportCampaign } from '#gamification/portable/export_campaign'
import { ImportCampaign } from '#gamification/portable/import_campaign'
import { ReadCampaignFile } from '#gamification/portable/read_campaign_file'

/**
 * Campaigns as files, and copies of events.
 */
@inject()
export default class PortableController {
  constructor(
    private readFile: ReadCampaignFile,
    private importCampaign: ImportCampaign,
    private mayCreate: MayCreateCampaigns
  ) {}

  @inject()
  async show(ctx: HttpContext, exportCampaign: ExportCampaign) {
    const campaign = await this.#managed(ctx)
    const file = await exportCampaign.execute(campaign)

    ctx.response.header('Content-Type', 'application/json; charset=utf-8')
    ctx.response.header(
      'Content-Disposition',
      `attachment; filename="${fileName(campaign.name)}.json"`
    )
    ctx.response.header('Cache-Control', 'no-store')
    return `${JSON.stringify(file, null, 2)}\n`
  }

  async create({ inertia, auth }: HttpContext) {
    await this.mayCreate.authorize(auth.getUserOrFail())
    return inertia.render('campaigns/import', { campaign: null })
  }

  async store({ request, response, auth, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await this.mayCreate.authorize(user)
    const { file } = await request.validateUsing(importValidator)
    const campaign = await this.importCampaign.asNew(user, await this.readFile.execute(file))

    session.flash(
      'success',
      `“${campaign.name}” is here. Invite its streamers, and pair its world.`
    )
    return response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  async createEvents(ctx: HttpContext) {
    const { id, name } = await this.#managed(ctx)
    return ctx.inertia.render('campaigns/import', { campaign: { id, name } })
  }

  async storeEvents(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)
    const { file } = await ctx.request.validateUsing(importValidator)
    const count = await this.importCampaign.into(campaign.id, await this.readFile.execute(file))

    ctx.session.flash('success', `${count} events were added, switched off.`)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  @inject()
  async duplicate(ctx: HttpContext, duplicateEvent: DuplicateEvent) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)
    const copy = await duplicateEvent.execute(event)

    ctx.session.flash('success', `“${copy.name}” is made, switched off.`)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events/${copy.id}`)
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }
}

/** Of a name in any script; without one there is a word for it. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w ]/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
  return plain.slice(0, 60) || 'campaign'
}

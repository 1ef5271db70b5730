import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { onLucid } from '#core/sql'
import { GoLiveChecked } from '#preflight/go_live_checked'
import { latestReports, type Section, type StoredReport, storeReport } from '#preflight/report'
import { RunPreFlight } from '#preflight/run_pre_flight'

const LISTED = 10

const goLiveValidator = vine.create({
  /** Whoever has read what is wrong may say so. */
  anyway: vine.boolean().optional(),
})

/** Is everything ready? Every member may look and ask: a streamer about the own channel alone. */
@inject()
export default class PreFlightController {
  async show(ctx: HttpContext) {
    const { campaign, mayManage, streamerId } = await this.#viewed(ctx)
    const sql = onLucid(db.connection())
    const concerned = (reports: StoredReport[]) =>
      reports.map((report) => forReader(report, streamerId, mayManage))

    return ctx.inertia.render('campaigns/preflight', {
      campaign: CampaignTransformer.transform(campaign),
      mayManage,
      reports: concerned(await latestReports(sql, campaign.id, 'full', LISTED)),
      changes: concerned(await latestReports(sql, campaign.id, 'light', LISTED)),
      live: campaign.members.some(({ userId, isLive }) => userId === streamerId && isLive),
      streams: campaign.members.some(
        ({ userId, role }) => userId === streamerId && role === 'streamer'
      ),
    })
  }

  @inject()
  async store(ctx: HttpContext, runPreFlight: RunPreFlight) {
    const { campaign, mayManage, streamerId } = await this.#viewed(ctx)
    const report = await runPreFlight.execute(
      campaign.id,
      'full',
      mayManage ? undefined : streamerId
    )
    await storeReport(onLucid(db.connection()), campaign.id, report, streamerId)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/preflight`)
  }

  @inject()
  async goLive(ctx: HttpContext, goLive: GoLiveChecked) {
    const { params, bouncer, request, response, session } = ctx
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('stream', campaign)
    const { anyway = false } = await request.validateUsing(goLiveValidator)

    const { isLive } = await goLive.execute(campaign, ctx.auth.getUserOrFail().id, anyway)
    if (isLive) {
      session.flash('success', `${campaign.name} is now your live campaign.`)
      return response.redirect().back()
    }
    session.flash('error', 'Something has to be mended first. Below it says what, and how.')
    return response.redirect().toPath(`/campaigns/${campaign.id}/preflight`)
  }

  async #viewed({ params, bouncer, auth }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)
    return {
      campaign,
      mayManage: await bouncer.with(CampaignPolicy).allows('manage', campaign),
      streamerId: auth.getUserOrFail().id,
    }
  }
}

/** Another streamer's channel is not theirs to see, and no GM's to mend. */
function forReader(report: StoredReport, readerId: string, mayManage: boolean): StoredReport {
  const isTheirs = ({ streamerId }: Section) => streamerId === null || streamerId === readerId
  const sections = report.sections
    .filter((section) => mayManage || isTheirs(section))
    .map((section) => (isTheirs(section) ? section : withoutActions(section)))
  return { ...report, sections }
}

const withoutActions = (section: Section): Section => ({
  ...section,
  findings: section.findings.map((finding) => ({ ...finding, action: null })),
})

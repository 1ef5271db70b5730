import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { isUuid } from '#core/ids'
import { streamerPolls } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { listVoters } from '#polls/control/list_voters'
import { StartPoll } from '#polls/control/start_poll'
import { StopPoll } from '#polls/control/stop_poll'
import { pollValidator } from '#polls/poll_validator'
import { pollsOfCampaign } from '#polls/read_polls'

/** As many as fit a page that nobody has to leaf through. */
const HISTORY = 25

/** The polls of a campaign: its members follow them, its GMs ask. */
export default class PollsController {
  async index({ inertia, params, bouncer }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)
    const sql = onLucid(db.connection())

    return inertia.render('polls/index', {
      campaign: CampaignTransformer.transform(campaign),
      mayManage: await bouncer.with(CampaignPolicy).allows('manage', campaign),
      polls: () => pollsOfCampaign(sql, campaign.id, HISTORY),
      voters: () => listVoters(sql, campaign.id),
    })
  }

  @inject()
  async store(ctx: HttpContext, start: StartPoll) {
    const campaign = await this.#managed(ctx)
    const input = await ctx.request.validateUsing(pollValidator)
    await start.execute(campaign.id, ctx.auth.getUserOrFail().id, input)
    return this.#answer(ctx, 'The question is on its way to the channels.')
  }

  @inject()
  async end(ctx: HttpContext, stop: StopPoll) {
    const campaign = await this.#managed(ctx)
    await stop.end(campaign.id, this.#pollId(ctx))
    return this.#answer(ctx, 'The vote ends now. The result counts.')
  }

  @inject()
  async cancel(ctx: HttpContext, stop: StopPoll) {
    const campaign = await this.#managed(ctx)
    await stop.cancel(campaign.id, this.#pollId(ctx))
    return this.#answer(ctx, 'The poll is cancelled. Nothing follows from it.')
  }

  /** Only one's own: a stranger's id is as good as none. */
  async stream(ctx: HttpContext) {
    if (ctx.params.streamerId !== ctx.auth.getUserOrFail().id) {
      throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
    }
    await openStream(ctx, streamerPolls(ctx.params.streamerId))
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }

  #pollId({ params }: HttpContext): string {
    if (!isUuid(params.pollId)) {
      throw new Exception('There is no such poll.', { status: 404, code: 'E_NO_POLL' })
    }
    return params.pollId
  }

  #answer({ session, response }: HttpContext, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().back()
  }
}

import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { findEvent } from '#gamification/events/find_event'
import { TuneEvent } from '#gamification/events/tune_event'
import { campaignTuningValidator, streamerTuningValidator } from '#gamification/events/tuning'

/** What an event asks for, set apart by the GM for the campaign, or by a streamer for the own channel. */
@inject()
export default class TuningsController {
  constructor(private tune: TuneEvent) {}

  async ofCampaign(ctx: HttpContext) {
    const event = await this.#event(ctx, 'manage')
    await this.tune.forCampaign(event, await ctx.request.validateUsing(campaignTuningValidator))
    return this.#answer(ctx, event.name)
  }

  async ofStreamer(ctx: HttpContext) {
    const event = await this.#event(ctx, 'stream')
    const input = await ctx.request.validateUsing(streamerTuningValidator)
    await this.tune.forStreamer(event, ctx.auth.getUserOrFail().id, input)
    return this.#answer(ctx, event.name)
  }

  async #event({ params, bouncer }: HttpContext, right: 'manage' | 'stream') {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize(right, campaign)
    return findEvent(campaign.id, params.eventId)
  }

  #answer({ session, response }: HttpContext, name: string) {
    session.flash('success', `“${name}” is adjusted. Goals already running keep their rules.`)
    return response.redirect().back()
  }
}

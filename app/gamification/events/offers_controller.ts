import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { offerValidator } from '#gamification/events/event_validator'
import { findEvent } from '#gamification/events/find_event'
import { OfferEvent } from '#gamification/events/offer_event'

/**
 * A streamer of the campaign sells an event on the own channel, or does not.
 */
export default class OffersController {
  @inject()
  async update(ctx: HttpContext, offerEvent: OfferEvent) {
    const { request, response, params, bouncer, auth, session } = ctx
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('stream', campaign)

    const event = await findEvent(campaign.id, params.eventId)
    const input = await request.validateUsing(offerValidator)
    await offerEvent.execute(event.id, auth.getUserOrFail().id, input)

    session.flash(
      'success',
      input.isEnabled
        ? `“${event.name}” goes on sale.`
        : `“${event.name}” is saved, and not on sale.`
    )
    return response.redirect().back()
  }
}

import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { isUuid } from '#core/ids'
import { GamificationService } from '#gamification/gamification_service'

/**
 * The GM's switches of a whole campaign, and the end of a cooldown.
 */
@inject()
export default class CampaignControlsController {
  constructor(private game: GamificationService) {}

  async takeBreak(ctx: HttpContext) {
    await this.game.takeBreak(await this.#campaignId(ctx))
    return this.#answer(ctx, 'Break. What is open is kept, nothing new is sold.')
  }

  async resume(ctx: HttpContext) {
    await this.game.resume(await this.#campaignId(ctx))
    return this.#answer(ctx, 'On again.')
  }

  async panic(ctx: HttpContext) {
    const cancelled = await this.game.panic(await this.#campaignId(ctx))
    return this.#answer(
      ctx,
      cancelled === 0
        ? 'Everything is stopped.'
        : `Everything is stopped, the points of ${cancelled} open goal(s) go back.`
    )
  }

  async resetCooldown(ctx: HttpContext) {
    const campaignId = await this.#campaignId(ctx)
    const { eventId, streamerId } = ctx.params

    if (isUuid(eventId) && (streamerId === undefined || isUuid(streamerId))) {
      await this.game.resetCooldown(campaignId, eventId, streamerId ?? null)
    }
    return this.#answer(ctx, 'The cooldown is over.')
  }

  async #campaignId({ params, bouncer }: HttpContext): Promise<string> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign.id
  }

  #answer({ session, response }: HttpContext, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().back()
  }
}

import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { GamificationService } from '#gamification/gamification_service'

/**
 * What a GM does to one running instance.
 */
@inject()
export default class InstancesController {
  constructor(private game: GamificationService) {}

  async cancel(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    const { rules } = await this.game.cancel(target, gm)
    return this.#answer(ctx, `“${rules.eventName}” is called off, the points go back.`)
  }

  async complete(ctx: HttpContext) {
    const { target } = await this.#asked(ctx)
    const { rules } = await this.game.force(target)
    return this.#answer(ctx, `The goal of “${rules.eventName}” counts as reached.`)
  }

  async trigger(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    const { rules } = await this.game.fire(target, gm)
    return this.#answer(ctx, `“${rules.eventName}” is on its way to the table.`)
  }

  async approve(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    const { rules } = await this.game.approve(target, gm)
    return this.#answer(ctx, `“${rules.eventName}” is on its way to the table.`)
  }

  async reject(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    const { rules } = await this.game.reject(target, gm)
    return this.#answer(ctx, `“${rules.eventName}” is not allowed, the points go back.`)
  }

  /** An uncertain execution did happen. */
  async confirm(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    await this.game.decide(target, gm, true)
    return this.#answer(ctx, 'It happened: the points are spent.')
  }

  /** An uncertain execution did not happen. */
  async dismiss(ctx: HttpContext) {
    const { target, gm } = await this.#asked(ctx)
    await this.game.decide(target, gm, false)
    return this.#answer(ctx, 'It did not happen: the points go back.')
  }

  async #asked({ params, bouncer, auth }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    return {
      target: { campaignId: campaign.id, instanceId: String(params.instanceId) },
      gm: auth.getUserOrFail(),
    }
  }

  #answer({ session, response }: HttpContext, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().back()
  }
}

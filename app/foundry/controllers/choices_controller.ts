import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { transact } from '#core/transact'
import { ASKED, WorldChoices } from '#foundry/choices/world_choices'

/** Lists of the connected world, for choosing from. */
@inject()
export default class ChoicesController {
  constructor(private choices: WorldChoices) {}

  async show(ctx: HttpContext) {
    const { campaign, what } = await this.#asked(ctx)
    return transact((sql) => this.choices.read(sql, campaign.id, what))
  }

  /** The table is asked anew; its answer comes later. */
  async store(ctx: HttpContext) {
    const { campaign, what } = await this.#asked(ctx)
    const by = ctx.auth.getUserOrFail().displayName

    return transact(async (sql) => {
      if (what !== 'characters') await this.choices.ask(sql, campaign.id, what, by)
      return this.choices.read(sql, campaign.id, what)
    })
  }

  async #asked({ params, bouncer }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    const what = [...ASKED, 'characters' as const].find((known) => known === params.what)

    if (!what) {
      throw new Exception('There is no such list.', { status: 404, code: 'E_NO_LIST' })
    }
    return { campaign, what }
  }
}

import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { transact } from '#core/transact'
import { readTrial } from '#gamification/trials/read_trial'
import { TryAction } from '#gamification/trials/try_action'

const trialValidator = vine.create({
  actionId: vine.string().trim().maxLength(60),
  actionSettings: vine.object({}).allowUnknownProperties(),
})

const MOST_PARTS = 20

const askedValidator = vine.create({
  commands: vine.array(vine.string().uuid()).minLength(1).maxLength(MOST_PARTS),
})

/** "Try it" of the event editor. */
export default class TrialsController {
  @inject()
  async store(ctx: HttpContext, tryAction: TryAction) {
    const campaignId = await managed(ctx)
    const input = await ctx.request.validateUsing(trialValidator)
    const by = ctx.auth.getUserOrFail().displayName
    const parts = await transact((sql) => tryAction.execute(sql, { campaignId, by, ...input }))
    return { parts }
  }

  /** How far the table is with it. */
  async show(ctx: HttpContext) {
    const campaignId = await managed(ctx)
    const commands = ctx.request.input('commands', '')
    const asked = { commands: String(commands).split(',') }
    const { commands: ids } = await askedValidator.validate(asked)
    return { answers: await transact((sql) => readTrial(sql, campaignId, ids)) }
  }
}

async function managed({ params, bouncer }: HttpContext): Promise<string> {
  const campaign = await Campaign.fromAddress(params.campaignId)
  await bouncer.with(CampaignPolicy).authorize('manage', campaign)
  return campaign.id
}

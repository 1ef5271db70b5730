import { Exception } from '@adonisjs/core/exceptions'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { type Reconciled, ReconcileRedemptions } from '#rewards/reconcile_redemptions'

/**
 * Compares a channel with Twitch because somebody wants to be sure now.
 */
@inject()
export default class ReconciliationsController {
  constructor(private reconcile: ReconcileRedemptions) {}

  /** Only one's own: a stranger's id is as good as none. */
  async own(ctx: HttpContext) {
    const { id } = ctx.auth.getUserOrFail()
    if (ctx.params.streamerId !== id) {
      throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
    }
    return answer(ctx, await this.reconcile.execute(id))
  }

  async ofCampaign(ctx: HttpContext) {
    const { campaignId, streamerId } = ctx.params
    const campaign = await Campaign.fromAddress(campaignId)
    await ctx.bouncer.with(CampaignPolicy).authorize('manage', campaign)

    const isStreamer = campaign.members.some(
      ({ userId, role }) => userId === streamerId && role === 'streamer'
    )
    if (!isStreamer) {
      throw new Exception('There is no such streamer.', { status: 404, code: 'E_NO_STREAMER' })
    }
    return answer(ctx, await this.reconcile.execute(streamerId))
  }
}

function answer({ session, response }: HttpContext, { caughtUp, followed, problem }: Reconciled) {
  const found = [
    ...(caughtUp > 0 ? [`${counted(caughtUp)} caught up`] : []),
    ...(followed > 0 ? [`${counted(followed)} found settled on Twitch`] : []),
  ].join(', ')

  if (problem === null) {
    session.flash('success', `Compared with Twitch: ${found || 'everything matches'}.`)
  } else {
    session.flash('error', `Not everything could be compared. ${problem}${found && ` ${found}.`}`)
  }
  return response.redirect().back()
}

const counted = (count: number) => `${count} ${count === 1 ? 'redemption' : 'redemptions'}`

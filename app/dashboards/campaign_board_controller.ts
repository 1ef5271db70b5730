import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import Campaign from '#campaigns/campaign'
import CampaignMemberTransformer from '#campaigns/campaign_member_transformer'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { campaignChannel } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { stuckGroups } from '#dashboards/accounts/stuck_list'
import { CountLedger } from '#dashboards/count_ledger'
import { channelConnections, foundryConnection } from '#dashboards/connection_list'
import { cooldowns } from '#dashboards/cooldown_list'
import { campaignSteps } from '#dashboards/first_steps'
import { goalControls } from '#dashboards/goal_controls'
import { endedInstances } from '#dashboards/instance_list'
import { latestRedemptions } from '#dashboards/redemption_list'
import { latestRolls } from '#dashboards/roll_list'
import { TriggerRegistry } from '#gamification/handlers/registries'
import { openInstances } from '#gamification/public_instance'
import { askedBoons } from '#packs/boons/list_boons'
import { currentPoll } from '#polls/read_polls'

/**
 * A campaign as its members follow it live: goals, the table, the points.
 */
export default class CampaignBoardController {
  @inject()
  async show(
    { inertia, params, bouncer, auth }: HttpContext,
    triggers: TriggerRegistry,
    countLedger: CountLedger
  ) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)
    const mayManage = await bouncer.with(CampaignPolicy).allows('manage', campaign)
    await campaign.load('members', (members) => members.preload('user').orderBy('joined_at'))

    const sql = onLucid(db.connection())
    const ofCampaign = { campaignId: campaign.id }
    const userId = auth.getUserOrFail().id
    const byHand = triggers
      .all()
      .filter(({ listensTo }) => listensTo === 'manual.fired')
      .map(({ id }) => id)
    const streamers = campaign.members.filter(({ role }) => role === 'streamer')

    return inertia.render('campaigns/live', {
      campaign: CampaignTransformer.transform(campaign),
      members: CampaignMemberTransformer.transform(campaign.members),
      mayManage,
      steps: async () => (mayManage ? campaignSteps(sql, campaign.id, userId) : []),
      boons: async () => (mayManage ? askedBoons(sql, campaign.id) : []),
      controls: async () => (mayManage ? goalControls(sql, campaign.id, byHand) : []),
      instances: () => openInstances(sql, ofCampaign),
      poll: () => currentPoll(sql, campaign.id),
      cooldowns: () => cooldowns(sql, campaign.id),
      ended: () => endedInstances(sql, campaign.id),
      redemptions: () => latestRedemptions(sql, ofCampaign),
      totals: () => countLedger.execute(sql, ofCampaign),
      readerId: userId,
      stuck: async () => (mayManage ? stuckGroups(sql, { ...ofCampaign, streamerId: null }) : []),
      rolls: () => latestRolls(sql, campaign.id),
      foundry: () => foundryConnection(sql, campaign.id, mayManage),
      channels: async () =>
        Promise.all(
          streamers.map(async (member) => ({
            streamerId: member.userId,
            name: member.user.displayName,
            connections: await channelConnections(sql, member.userId),
          }))
        ),
    })
  }

  async stream(ctx: HttpContext) {
    const campaign = await Campaign.fromAddress(ctx.params.campaignId)
    await ctx.bouncer.with(CampaignPolicy).authorize('view', campaign)
    await openStream(ctx, campaignChannel(campaign.id))
  }
}

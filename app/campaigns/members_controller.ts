import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignMemberTransformer from '#campaigns/campaign_member_transformer'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { EndMembership } from '#campaigns/end_membership'
import InvitationTransformer from '#campaigns/invitation_transformer'

export default class MembersController {
  async index({ inertia, params, bouncer, auth, session }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)
    const mayManage = await bouncer.with(CampaignPolicy).allows('manage', campaign)

    await campaign.load('members', (members) => members.preload('user').orderBy('joined_at'))
    await campaign.load('invitations', (query) =>
      query.withScopes((scopes) => scopes.open()).orderBy('created_at', 'desc')
    )

    return inertia.render('campaigns/members', {
      campaign: CampaignTransformer.transform(campaign),
      members: CampaignMemberTransformer.transform(campaign.members),
      // A streamer sees who plays along; only a GM sees who has been asked.
      invitations: InvitationTransformer.transform(mayManage ? campaign.invitations : []),
      invitationLink: session.flashMessages.get('invitationLink') ?? null,
      mayManage,
      mine: campaign.members
        .filter((member) => member.userId === auth.getUserOrFail().id)
        .map(({ id }) => id),
    })
  }

  @inject()
  async destroy(ctx: HttpContext, endMembership: EndMembership) {
    const { response, params, bouncer, auth, session } = ctx
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)

    const member = campaign.members.find(({ id }) => id === params.memberId)

    if (!member) {
      throw new Exception('There is no such member.', { status: 404, code: 'E_NO_MEMBER' })
    }

    const isOwn = member.userId === auth.getUserOrFail().id

    if (!isOwn) {
      await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    }

    await endMembership.execute(member)
    session.flash('success', isOwn ? `You have left ${campaign.name}.` : 'Removed.')
    return isOwn
      ? response.redirect().toRoute('campaigns.index')
      : response.redirect().toRoute('members.index', { campaignId: campaign.id })
  }
}

import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { AnswerInvitation } from '#campaigns/answer_invitation'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { invitationValidator } from '#campaigns/campaign_validator'
import { FindInvitation } from '#campaigns/find_invitation'
import InvitationTransformer from '#campaigns/invitation_transformer'
import { InviteMember } from '#campaigns/invite_member'
import { appUrl } from '#config/app'
import { isUuid } from '#core/ids'

export default class InvitationsController {
  @inject()
  async store(ctx: HttpContext, inviteMember: InviteMember) {
    const { request, response, params, bouncer, auth, session } = ctx
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    const input = await request.validateUsing(invitationValidator)
    const { token } = await inviteMember.execute(campaign, auth.getUserOrFail(), input)

    session.flash('invitationLink', new URL(`/invitations/${token}`, appUrl).href)
    return response.redirect().toRoute('members.index', { campaignId: campaign.id })
  }

  async destroy({ response, params, bouncer, session }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    const { invitationId } = params
    const [withdrawn] = isUuid(invitationId)
      ? await campaign
          .related('invitations')
          .query()
          .where('id', invitationId)
          .whereNull('accepted_at')
          .update({ revoked_at: new Date() })
      : []

    if (!withdrawn) {
      throw new Exception('That invitation is not open any more.', { status: 404 })
    }

    session.flash('success', 'The invitation is withdrawn; its link no longer works.')
    return response.redirect().toRoute('members.index', { campaignId: campaign.id })
  }

  /** The link itself says who may look; signing in comes with the answer. */
  @inject()
  async show({ inertia, params }: HttpContext, find: FindInvitation) {
    const invitation = await find.execute(String(params.token))

    return inertia.render('campaigns/invitation', {
      invitation: InvitationTransformer.transform(invitation).useVariant('forAnswering'),
      token: String(params.token),
    })
  }

  @inject()
  async accept(ctx: HttpContext, find: FindInvitation, answer: AnswerInvitation) {
    const { response, params, auth, session } = ctx
    const invitation = await find.execute(String(params.token))

    await answer.accept(invitation, auth.getUserOrFail())
    session.flash('success', `Welcome to ${invitation.campaign.name}.`)
    // What a streamer does next is on the page of their channel: put a reward on sale.
    return response
      .redirect()
      .toPath(invitation.role === 'streamer' ? '/dashboard' : `/campaigns/${invitation.campaignId}`)
  }

  @inject()
  async decline(ctx: HttpContext, find: FindInvitation, answer: AnswerInvitation) {
    const { response, params, session } = ctx
    const invitation = await find.execute(String(params.token))

    await answer.decline(invitation)
    session.flash('success', 'Declined.')
    return response.redirect().toRoute('home')
  }
}

import type User from '#accounts/user'
import type Campaign from '#campaigns/campaign'
import type { InvitationInput } from '#campaigns/campaign_validator'
import Invitation from '#campaigns/invitation'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { hashSecret, newSecret } from '#core/ids'

const VALID_DAYS = 7

/**
 * Makes an invitation link. The secret in it is shown once and stored as a hash.
 */
@inject()
export class InviteMember {
  constructor(private clock: Clock) {}

  async execute(campaign: Campaign, inviter: User, input: InvitationInput) {
    const token = newSecret('inv')
    const invitation = await Invitation.create({
      campaignId: campaign.id,
      role: input.role,
      twitchLogin: input.twitchLogin ?? null,
      tokenHash: hashSecret(token),
      invitedBy: inviter.id,
      expiresAt: this.clock.now().plus({ days: VALID_DAYS }),
    })

    return { invitation, token }
  }
}

import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import CampaignMember from '#campaigns/campaign_member'
import Invitation from '#campaigns/invitation'
import { notify } from '#core/jobs/notifications'
import { onLucid } from '#core/sql'
import TwitchAccount from '#twitch/twitch_account'

/**
 * Accepts or declines an invitation, once: the row is claimed by a conditional
 * update, so two tabs cannot both use it. A streamer's first campaign becomes
 * the live one.
 */
export class AnswerInvitation {
  async accept(invitation: Invitation, user: User): Promise<void> {
    await this.#checkLogin(invitation, user)

    await db.transaction(async (trx) => {
      const [claimed] = await onLucid(trx).run(
        `UPDATE invitations SET accepted_at = now(), accepted_by = $2
         WHERE id = $1 AND accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL
           AND expires_at > now()
         RETURNING id`,
        [invitation.id, user.id]
      )

      if (!claimed) {
        throw new Exception('This invitation has already been answered or withdrawn.', {
          status: 410,
          code: 'E_INVITATION_USED',
        })
      }

      await CampaignMember.firstOrCreate(
        { campaignId: invitation.campaignId, userId: user.id, role: invitation.role },
        {},
        { client: trx }
      )
      await onLucid(trx).run(
        `UPDATE campaign_members SET is_live = true
         WHERE campaign_id = $1 AND user_id = $2 AND role = 'streamer'
           AND EXISTS (SELECT FROM campaigns WHERE id = $1 AND archived_at IS NULL)
           AND NOT EXISTS (SELECT FROM campaign_members WHERE user_id = $2 AND is_live)`,
        [invitation.campaignId, user.id]
      )
      await notify(onLucid(trx), 'subscriptions')
    })
  }

  async decline(invitation: Invitation): Promise<void> {
    await Invitation.query()
      .where('id', invitation.id)
      .withScopes((scopes) => scopes.open())
      .update({ declined_at: new Date() })
  }

  async #checkLogin(invitation: Invitation, user: User): Promise<void> {
    if (!invitation.twitchLogin) {
      return
    }

    const account = await TwitchAccount.findBy('userId', user.id)

    if (account?.login.toLowerCase() !== invitation.twitchLogin.toLowerCase()) {
      throw new Exception(
        `This invitation is for ${invitation.twitchLogin} on Twitch. Sign in with that account to accept it.`,
        { status: 403, code: 'E_INVITATION_FOR_ANOTHER' }
      )
    }
  }
}

import { Exception } from '@adonisjs/core/exceptions'
import Invitation from '#campaigns/invitation'
import { hashSecret } from '#core/ids'

/**
 * The open invitation behind a link.
 *
 * @throws 404 when there is none, 410 when it was used, withdrawn or ran out
 */
export class FindInvitation {
  async execute(token: string): Promise<Invitation> {
    const invitation = await Invitation.query()
      .where('token_hash', hashSecret(token))
      .preload('campaign')
      .preload('inviter')
      .first()

    if (!invitation) {
      throw new Exception('There is no such invitation.', { status: 404, code: 'E_NO_INVITATION' })
    }

    if (invitation.acceptedAt || invitation.declinedAt || invitation.revokedAt) {
      throw new Exception('This invitation has already been answered or withdrawn.', {
        status: 410,
        code: 'E_INVITATION_USED',
      })
    }

    if (invitation.expiresAt.toMillis() < Date.now()) {
      throw new Exception('This invitation has expired. Ask the GM for a new link.', {
        status: 410,
        code: 'E_INVITATION_EXPIRED',
      })
    }

    return invitation
  }
}

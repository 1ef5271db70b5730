import db from '@adonisjs/lucid/services/db'
import AccessSettings from '#accounts/access_settings'
import { hashSecret } from '#core/ids'
import { onLucid } from '#core/sql'
import env from '#start/env'

interface Candidate {
  login: string
  isAdmin: boolean
  /** They already have an account here. */
  isKnown: boolean
  /** The secret of the invitation link they come with, if they do. */
  invitation?: string | null
}

/**
 * Decides who may sign in and who may create campaigns. The environment gives
 * the settings a new installation starts with; an administrator changes them.
 */
export class AccessRules {
  async settings(): Promise<AccessSettings> {
    const settings = await AccessSettings.find(1)

    if (settings) {
      return settings
    }

    // Two first visitors may come at once.
    await onLucid(db.connection()).run(
      `INSERT INTO access_settings (id, sign_in, create_campaigns) VALUES (1, $1, $2)
       ON CONFLICT (id) DO NOTHING`,
      [env.get('SIGN_IN', 'everybody'), env.get('CREATE_CAMPAIGNS', 'everybody')]
    )
    return AccessSettings.findOrFail(1)
  }

  async maySignIn({ login, isAdmin, isKnown, invitation }: Candidate): Promise<boolean> {
    const { signIn, signInLogins } = await this.settings()

    if (signIn === 'everybody' || isAdmin) {
      return true
    }

    // Whoever holds an open link may come in, whatever the setting: a GM has asked them.
    if (invitation && (await this.#opens(invitation, login))) {
      return true
    }

    if (signIn === 'list') {
      return signInLogins.includes(login)
    }

    return isKnown || this.#isInvited(login)
  }

  async mayCreateCampaigns({ login, isAdmin }: Pick<Candidate, 'login' | 'isAdmin'>) {
    const { createCampaigns, createCampaignsLogins } = await this.settings()

    return (
      isAdmin ||
      createCampaigns === 'everybody' ||
      (createCampaigns === 'list' && createCampaignsLogins.includes(login))
    )
  }

  async #isInvited(login: string): Promise<boolean> {
    const invitation = await openInvitations().whereRaw('lower(twitch_login) = ?', [login]).first()
    return invitation !== null
  }

  /** A link that names somebody else opens nothing. */
  async #opens(secret: string, login: string): Promise<boolean> {
    const invitation = await openInvitations()
      .where('token_hash', hashSecret(secret))
      .whereRaw('(twitch_login IS NULL OR lower(twitch_login) = ?)', [login])
      .first()
    return invitation !== null
  }
}

function openInvitations() {
  return db
    .from('invitations')
    .whereNull('accepted_at')
    .whereNull('declined_at')
    .whereNull('revoked_at')
    .whereRaw('expires_at > now()')
}

import db from '@adonisjs/lucid/services/db'
import AccessSettings from '#accounts/access_settings'
import env from '#start/env'

interface Candidate {
  login: string
  isAdmin: boolean
  /** They already have an account here. */
  isKnown: boolean
}

/**
 * Decides who may sign in and who may create campaigns. The environment gives
 * the settings a new installation starts with; an administrator changes them.
 */
export class AccessRules {
  async settings(): Promise<AccessSettings> {
    return AccessSettings.firstOrCreate(
      { id: 1 },
      {
        signIn: env.get('SIGN_IN', 'everybody'),
        createCampaigns: env.get('CREATE_CAMPAIGNS', 'everybody'),
        signInLogins: [],
        createCampaignsLogins: [],
      }
    )
  }

  async maySignIn({ login, isAdmin, isKnown }: Candidate): Promise<boolean> {
    const { signIn, signInLogins } = await this.settings()

    if (signIn === 'everybody' || isAdmin) {
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

  /** By login, or by a link that names nobody: its holder is known only after sign-in. */
  async #isInvited(login: string): Promise<boolean> {
    const invitation = await db
      .from('invitations')
      .whereNull('accepted_at')
      .whereNull('declined_at')
      .whereNull('revoked_at')
      .whereRaw('expires_at > now()')
      .where((query) => query.whereRaw('lower(twitch_login) = ?', [login]))
      .first()

    return invitation !== null
  }
}

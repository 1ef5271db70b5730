import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import { AccessRules } from '#accounts/access_rules'
import User from '#accounts/user'
import { cleanText } from '#core/clean_text'
import env from '#start/env'
import TwitchAccount from '#twitch/twitch_account'
import { type GrantedTokens, TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { TwitchApi } from '#twitch/api/twitch_api'

interface Arrival {
  tokens: GrantedTokens
  /** Who is signed in already, when this is about consent rather than sign-in. */
  current?: User
  /** The secret of the invitation link they come with, if they do. */
  invitation: string | null
}

/**
 * Turns tokens that Twitch has just granted into an account of ours. The first
 * account, or the one named by ADMIN_TWITCH_LOGIN, administers the installation.
 *
 * @throws 403 when the settings keep them out, 409 when the consent came from
 *   another Twitch account than the one signed in
 */
@inject()
export class SignIn {
  constructor(
    private access: AccessRules,
    private twitch: TwitchApi,
    private tokens: TwitchTokens
  ) {}

  async execute({ tokens, current, invitation }: Arrival): Promise<User> {
    const identity = await this.twitch.whoAmI(tokens.accessToken)
    const account = await TwitchAccount.findBy('twitchId', identity.id)
    const known = account ? await User.find(account.userId) : null

    if (current && known?.id !== current.id) {
      throw new Exception(
        `Twitch answered for ${identity.displayName}, but you are signed in with another account. Sign out first, or switch accounts on Twitch.`,
        { status: 409, code: 'E_OTHER_TWITCH_ACCOUNT' }
      )
    }

    const anybody = await User.query().first()
    const isFirst = anybody === null
    const isAdmin = isFirst
      ? !env.get('ADMIN_TWITCH_LOGIN') || env.get('ADMIN_TWITCH_LOGIN') === identity.login
      : env.get('ADMIN_TWITCH_LOGIN') === identity.login
    const candidate = {
      login: identity.login,
      isAdmin: isAdmin || known?.isAdmin === true,
      isKnown: known !== null,
      invitation,
    }

    if (known?.disabledAt || !(await this.access.maySignIn(candidate))) {
      throw new Exception(
        'This installation does not let everybody in. Ask its administrator, or the GM who invited you.',
        { status: 403, code: 'E_NOT_ADMITTED' }
      )
    }

    return db.transaction(async (trx) => {
      const user = known?.useTransaction(trx) ?? new User().useTransaction(trx)
      await user
        .merge({
          displayName: cleanText(identity.displayName, 100) || identity.login,
          avatarUrl: identity.avatarUrl,
          isAdmin: candidate.isAdmin,
        })
        .save()
      if (!this.#allowsMore(account, tokens)) {
        await this.tokens.store(user.id, { ...identity, ...tokens }, trx)
      }
      return user
    })
  }

  /**
   * A plain sign-in grants nothing on the channel; it must not replace a consent
   * with which rewards are being sold and settled.
   */
  #allowsMore(account: TwitchAccount | null, tokens: GrantedTokens): boolean {
    return (
      account?.state === 'valid' && account.scopes.some((scope) => !tokens.scopes.includes(scope))
    )
  }
}

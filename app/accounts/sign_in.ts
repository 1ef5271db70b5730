import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AccessRules } from '#accounts/access_rules'
import { type ConsentPurpose, grantedScopes } from '#accounts/consents'
import User from '#accounts/user'
import { cleanText } from '#core/clean_text'
import { onLucid, type Sql } from '#core/sql'
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
  /** What they set out to switch on, if that is what brought them to Twitch. */
  wish?: ConsentPurpose
}

/** Twitch writes logins in small letters; people do not. */
const isNamedAdmin = (login: string) =>
  env.get('ADMIN_TWITCH_LOGIN')?.trim().toLowerCase() === login.toLowerCase()

/**
 * Turns tokens that Twitch has just granted into an account of ours. The first
 * account, or the one named by ADMIN_TWITCH_LOGIN, administers the installation.
 *
 * @throws 403 when the settings keep them out, 409 when the consent came from
 *   another Twitch account than the one signed in, or is not enough for what was wanted;
 *   nothing is changed then
 */
@inject()
export class SignIn {
  constructor(
    private access: AccessRules,
    private twitch: TwitchApi,
    private tokens: TwitchTokens
  ) {}

  async execute(arrival: Arrival): Promise<User> {
    const { tokens, current, invitation } = arrival
    const identity = await this.twitch.whoAmI(tokens.accessToken)
    const account = await TwitchAccount.findBy('twitchId', identity.id)
    const known = account ? await User.find(account.userId) : null

    if (current && known?.id !== current.id) {
      throw new Exception(
        `Twitch answered for ${identity.displayName}, but you are signed in with another account. Sign out first, or switch accounts on Twitch.`,
        { status: 409, code: 'E_OTHER_TWITCH_ACCOUNT' }
      )
    }

    const isFirst = await this.#seemsFirst()
    const candidate = {
      login: identity.login,
      isAdmin: isFirst || isNamedAdmin(identity.login) || known?.isAdmin === true,
      isKnown: known !== null,
      invitation,
    }

    if (known?.disabledAt || !(await this.access.maySignIn(candidate))) {
      throw new Exception(
        'This installation does not let everybody in. Ask its administrator, or the GM who invited you.',
        { status: 403, code: 'E_NOT_ADMITTED' }
      )
    }

    const signedIn = await db.transaction(async (trx) => {
      if (isFirst && !(await this.#isFirst(trx))) {
        return null
      }
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
      if (arrival.wish) {
        await this.#fulfil(arrival.wish, onLucid(trx), user.id)
      }
      return user
    })

    // Somebody else was first by a moment: come in as one of the others.
    return signedIn ?? this.execute(arrival)
  }

  /** Consents for two things at once, in two tabs, know nothing of each other. */
  async #fulfil({ scopes, switchOn }: ConsentPurpose, sql: Sql, userId: string): Promise<void> {
    const granted = await grantedScopes(sql, userId)
    if (scopes.some((scope) => !granted.includes(scope))) {
      throw new Exception(
        'Twitch did not give every permission this needs. Please try once more.',
        {
          status: 409,
          code: 'E_CONSENT_INCOMPLETE',
        }
      )
    }
    await switchOn?.(sql, userId)
  }

  /** Whether the installation would be theirs. With an administrator named, nobody's. */
  async #seemsFirst(): Promise<boolean> {
    return !env.get('ADMIN_TWITCH_LOGIN') && (await User.query().first()) === null
  }

  /** Of several who seem to be, one at a time gets to look, and is seen by the next. */
  async #isFirst(trx: TransactionClientContract): Promise<boolean> {
    const sql = onLucid(trx)
    await sql.run('SELECT 1 FROM access_settings FOR UPDATE')
    const others = await sql.run('SELECT 1 FROM users LIMIT 1')
    return others.length === 0
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

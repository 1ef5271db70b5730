import { inject } from '@adonisjs/core'
import type { AccessToken, AccessTokenWithUserId, AuthProvider } from '@twurple/auth'
import { extractUserId, type UserIdResolvable } from '@twurple/api'
import { Clock } from '#core/clock'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import type { UsableToken } from '#twitch/tokens/account_rows'
import { twitchSettings } from '#twitch/twitch_settings'

const MARGIN_MS = 5 * 60_000

/** Gives twurple the tokens of our store, and the app's own, which is kept in memory. */
@inject()
export class TwitchAuthProvider implements AuthProvider {
  #app: Promise<AccessToken> | undefined
  #appEndsAt = 0

  constructor(
    private store: TwitchTokens,
    private oauth: OauthClient,
    private clock: Clock
  ) {}

  get clientId(): string {
    return twitchSettings().clientId
  }

  /** The store knows, but only asynchronously; Twitch itself refuses a call that lacks a scope. */
  getCurrentScopesForUser(): string[] {
    return []
  }

  async getAccessTokenForUser(user: UserIdResolvable): Promise<AccessTokenWithUserId> {
    return personal(await this.store.usable({ twitchId: extractUserId(user) }))
  }

  async getAnyAccessToken(user?: UserIdResolvable): Promise<AccessToken> {
    return user === undefined ? this.getAppAccessToken() : this.getAccessTokenForUser(user)
  }

  async getAppAccessToken(forceNew = false): Promise<AccessToken> {
    if (forceNew || this.clock.millis() > this.#appEndsAt - MARGIN_MS) {
      this.#appEndsAt = Number.POSITIVE_INFINITY
      this.#app = this.#newAppToken()
    }
    return this.#app ?? this.#newAppToken()
  }

  /** Twitch refused this token: another one. */
  replace(token: AccessToken & { userId?: string }): Promise<AccessToken> {
    return token.userId === undefined
      ? this.#replaceApp(token)
      : this.store.replace(token.userId, token.accessToken).then(personal)
  }

  /** Several calls may have been refused at once; the first fetches for all. */
  async #replaceApp(stale: AccessToken): Promise<AccessToken> {
    const current = await this.getAppAccessToken()
    return this.getAppAccessToken(current.accessToken === stale.accessToken)
  }

  async #newAppToken(): Promise<AccessToken> {
    try {
      const { accessToken, expiresIn } = await this.oauth.appToken()
      this.#appEndsAt = this.clock.millis() + expiresIn * 1_000
      return {
        accessToken,
        expiresIn,
        refreshToken: null,
        scope: [],
        obtainmentTimestamp: this.clock.millis(),
      }
    } catch (error) {
      this.#appEndsAt = 0
      throw error
    }
  }
}

/** Without an expiry: the store has seen to it, and twurple must not refresh by itself. */
function personal(token: UsableToken): AccessTokenWithUserId {
  return {
    userId: token.twitchId,
    accessToken: token.accessToken,
    refreshToken: null,
    scope: token.scopes,
    expiresIn: null,
    obtainmentTimestamp: 0,
  }
}

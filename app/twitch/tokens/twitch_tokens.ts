import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { onLucid, type Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { TwitchError } from '#twitch/twitch_error'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { TokenRefresher } from '#twitch/tokens/token_refresher'
import * as accounts from '#twitch/tokens/account_rows'
import type { GrantedTokens, Key, TwitchIdentity, UsableToken } from '#twitch/tokens/account_rows'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

export type { GrantedTokens } from '#twitch/tokens/account_rows'

/**
 * The only reader and writer of Twitch tokens, which are encrypted at rest.
 */
@inject()
export class TwitchTokens {
  #refresher: TokenRefresher

  constructor(private oauth: OauthClient) {
    this.#refresher = new TokenRefresher(oauth)
  }

  /**
   * Keeps what a consent gave, in the caller's transaction if there is one. The
   * caller has made sure that the Twitch account is not another user's.
   */
  async store(
    userId: string,
    granted: TwitchIdentity & GrantedTokens,
    trx?: TransactionClientContract
  ): Promise<void> {
    if (!trx) {
      return db.transaction((own) => this.store(userId, granted, own))
    }
    await accounts.upsert(onLucid(trx), userId, granted)
    trx.after('commit', () => TwitchAccessChanged.dispatch(userId, 'valid'))
  }

  /**
   * A token that is good for the next minutes, refreshed if need be.
   *
   * @throws TwitchError `not_connected` or `unauthorized` when the user has to
   *   consent again; retryable ones when Twitch cannot be asked
   */
  async accessToken(userId: string): Promise<string> {
    const token = await this.usable({ userId })
    return token.accessToken
  }

  /** The same with whose it is, also by the Twitch id. */
  async usable(key: Key): Promise<UsableToken> {
    const row = await accounts.find(onLucid(db.connection()), key)
    return accounts.isUsable(row) ? accounts.open(row) : this.#refresher.execute(row.user_id)
  }

  /** Twitch refused `stale`: the token that has replaced it, or a new one. */
  async replace(twitchId: string, stale: string): Promise<UsableToken> {
    const token = await this.usable({ twitchId })
    return token.accessToken === stale ? this.#refresher.execute(token.userId, stale) : token
  }

  /**
   * Asks Twitch whether the token still holds, which it wants apps to do hourly.
   * One that does not, or not for long, is refreshed; if that is refused, the connection has ended.
   */
  async check(key: Key): Promise<void> {
    const sql = onLucid(db.connection())
    const row = await accounts.find(sql, key)
    const token = accounts.open(row)
    const info = row.is_lasting ? await this.oauth.validate(token.accessToken) : null
    if (info) {
      await accounts.validated(sql, token, info)
    } else {
      await this.#refresher.execute(token.userId, token.accessToken)
    }
  }

  /**
   * Ends the connection here, for example before an account is deleted, and at
   * Twitch once the transaction of `sql` has committed.
   */
  async forget(sql: Sql, after: AfterCommit, userId: string): Promise<void> {
    const row = await accounts.lock(sql, userId)
    await accounts.end(sql, userId, 'revoked', 'The account was disconnected here.')

    after.afterCommit(async () => {
      await TwitchAccessChanged.dispatch(userId, 'revoked')
      for (const token of row ? accounts.openAll(row) : []) {
        await this.#revoke(userId, token)
      }
    })
  }

  async #revoke(userId: string, token: string): Promise<void> {
    try {
      await this.oauth.revoke(token)
    } catch (error) {
      const detail = error instanceof TwitchError ? error.detail : ''
      logger.warn({ event: 'twitch.revoke_failed', userId, detail }, 'A token was not revoked')
    }
  }
}

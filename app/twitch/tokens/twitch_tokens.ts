import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { onLucid, type Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { TwitchError } from '#twitch/twitch_error'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { unseal } from '#twitch/tokens/token_cipher'
import * as accounts from '#twitch/tokens/account_rows'
import type {
  AccountRow,
  GrantedTokens,
  Key,
  TwitchIdentity,
  UsableToken,
} from '#twitch/tokens/account_rows'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

export type { GrantedTokens } from '#twitch/tokens/account_rows'

/**
 * The only reader and writer of Twitch tokens, which are encrypted at rest.
 * A refresh is single-flight across processes, by a row lock: Twitch may
 * rotate the refresh token, and of two that use it at once one loses the user.
 */
@inject()
export class TwitchTokens {
  #refreshes = new Map<string, Promise<UsableToken>>()

  constructor(private oauth: OauthClient) {}

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
    return accounts.isUsable(row) ? accounts.open(row) : this.#refresh(row.user_id)
  }

  /** Twitch refused `stale`: the token that has replaced it, or a new one. */
  async replace(twitchId: string, stale: string): Promise<UsableToken> {
    const token = await this.usable({ twitchId })
    return token.accessToken === stale ? this.#refresh(token.userId, stale) : token
  }

  /**
   * Asks Twitch whether the token still holds, which it wants apps to do hourly.
   * One that does not is refreshed; if that is refused, the connection has ended.
   */
  async check(userId: string): Promise<void> {
    const token = await this.usable({ userId })
    const info = await this.oauth.validate(token.accessToken)
    if (info) {
      await accounts.validated(onLucid(db.connection()), userId, info)
    } else {
      await this.#refresh(userId, token.accessToken)
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

  #refresh(userId: string, stale?: string): Promise<UsableToken> {
    const running = this.#refreshes.get(userId)
    if (running) {
      return running
    }
    const refresh = this.#refreshLocked(userId, stale).finally(() => this.#refreshes.delete(userId))
    this.#refreshes.set(userId, refresh)
    return refresh
  }

  async #refreshLocked(userId: string, stale?: string): Promise<UsableToken> {
    const result = await db.transaction(async (trx) => {
      const sql = onLucid(trx)
      const row = await accounts.lock(sql, userId)
      if (!row) {
        throw new TwitchError('not_connected')
      }
      if (accounts.isUsable(row) && accounts.open(row).accessToken !== stale) {
        return accounts.open(row)
      }
      if (row.state !== 'valid') {
        throw new TwitchError('unauthorized')
      }
      return this.#exchange(sql, row)
    })

    if (result === 'refused') {
      logger.warn({ event: 'twitch.refresh_refused', userId }, 'Twitch refused to refresh a token')
      await TwitchAccessChanged.dispatch(userId, 'refused')
      throw new TwitchError('unauthorized')
    }
    return result
  }

  /** The refusal is returned, not thrown: the transaction has to keep it. */
  async #exchange(sql: Sql, row: AccountRow): Promise<UsableToken | 'refused'> {
    try {
      const pair = await this.oauth.refresh(unseal(row.refresh_token, row.twitch_id))
      await accounts.keep(sql, row, pair)
      return {
        userId: row.user_id,
        twitchId: row.twitch_id,
        accessToken: pair.accessToken,
        scopes: pair.scopes,
      }
    } catch (error) {
      if (error instanceof TwitchError && error.needsConsent) {
        await accounts.end(sql, row.user_id, 'refused', error.message)
        return 'refused'
      }
      throw error
    }
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

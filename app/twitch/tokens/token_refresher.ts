import { setTimeout as pause } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import type { OauthClient } from '#twitch/tokens/oauth_client'
import { unseal } from '#twitch/tokens/token_cipher'
import * as accounts from '#twitch/tokens/account_rows'
import type { AccountRow, GrantedTokens, UsableToken } from '#twitch/tokens/account_rows'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

const STORE_ATTEMPTS = 10
const STORE_PAUSE_MS = 500

/** A pair that Twitch has given, and the row that it replaces. */
interface Obtained {
  row: AccountRow
  pair: GrantedTokens
}

/**
 * Trades a refresh token for a new pair, one at a time for a user: within this process by sharing the
 * call, across processes by a row lock. Twitch may rotate the refresh token, and of two
 * that use it at once one loses the user. A pair is stored before anybody gets to use it.
 */
export class TokenRefresher {
  #running = new Map<string, Promise<UsableToken>>()

  constructor(private oauth: OauthClient) {}

  /**
   * @param stale a token that is to be replaced even if it seems to last
   * @throws TwitchError `unauthorized` when Twitch refuses, which ends the connection
   */
  execute(userId: string, stale?: string): Promise<UsableToken> {
    const running = this.#running.get(userId)
    if (running) {
      return running
    }
    const refresh = this.#refresh(userId, stale).finally(() => this.#running.delete(userId))
    this.#running.set(userId, refresh)
    return refresh
  }

  async #refresh(userId: string, stale: string | undefined): Promise<UsableToken> {
    let obtained: Obtained | undefined
    const exchange = async (sql: Sql, row: AccountRow) => {
      const pair = await this.oauth.refresh(unseal(row.refresh_token, row.twitch_id))
      obtained = { row, pair }
      await accounts.keep(sql, row, pair)
      return usable(obtained)
    }

    try {
      const result = await db.transaction((trx) => locked(onLucid(trx), userId, stale, exchange))
      return result === 'refused' ? await refused(userId) : result
    } catch (error) {
      if (!obtained || error instanceof TwitchError) {
        throw error
      }
      return this.#rescue(obtained, error)
    }
  }

  /** The database went away between Twitch's answer and the commit: the old pair may be worthless. */
  async #rescue(obtained: Obtained, cause: unknown): Promise<UsableToken> {
    const { row, pair } = obtained
    logger.warn(
      { event: 'twitch.pair_not_stored', userId: row.user_id, err: cause },
      'A refreshed token is being stored again'
    )
    for (let attempt = 1; ; attempt++) {
      try {
        await accounts.keep(onLucid(db.connection()), row, pair)
        const now = await accounts.find(onLucid(db.connection()), { userId: row.user_id })
        await TwitchAccessChanged.dispatch(row.user_id, 'valid')
        return accounts.open(now)
      } catch (error) {
        if (attempt === STORE_ATTEMPTS || error instanceof TwitchError) {
          throw error
        }
        await pause(STORE_PAUSE_MS)
      }
    }
  }
}

/** The refusal is returned, not thrown: the transaction has to keep it. */
async function locked(
  sql: Sql,
  userId: string,
  stale: string | undefined,
  exchange: (sql: Sql, row: AccountRow) => Promise<UsableToken>
): Promise<UsableToken | 'refused'> {
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

  try {
    return await exchange(sql, row)
  } catch (error) {
    if (error instanceof TwitchError && error.kind === 'unauthorized') {
      await accounts.end(sql, row.user_id, 'refused', error.message)
      return 'refused'
    }
    throw error
  }
}

async function refused(userId: string): Promise<never> {
  logger.warn({ event: 'twitch.refresh_refused', userId }, 'Twitch refused to refresh a token')
  await TwitchAccessChanged.dispatch(userId, 'refused')
  throw new TwitchError('unauthorized')
}

const usable = ({ row, pair }: Obtained): UsableToken => ({
  userId: row.user_id,
  twitchId: row.twitch_id,
  accessToken: pair.accessToken,
  scopes: pair.scopes,
  version: row.token_version + 1,
})

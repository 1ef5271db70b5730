import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { TwitchError } from '#twitch/twitch_error'
import { seal, unseal } from '#twitch/tokens/token_cipher'

/** Refreshed this long before it ends, so that no call goes out with a dying token. */
const MARGIN_SECONDS = 300
/** By the hourly check, which comes by more often when an end is near: sooner, so that no call has to wait. */
const LASTING_SECONDS = 600

export type Key = { userId: string } | { twitchId: string }

export interface GrantedTokens {
  accessToken: string
  refreshToken: string
  /** Seconds. */
  expiresIn: number
  scopes: string[]
}

export interface TwitchIdentity {
  id: string
  login: string
  displayName: string
  broadcasterType: string
}

export interface UsableToken {
  userId: string
  twitchId: string
  accessToken: string
  scopes: string[]
  /** Of the pair it is one of. */
  version: number
}

export interface AccountRow {
  user_id: string
  twitch_id: string
  access_token: string | null
  refresh_token: string | null
  scopes: string[]
  state: string
  /** Rises with every pair that is kept or ended. */
  token_version: number
  is_fresh: boolean
  is_lasting: boolean
}

const COLUMNS = `user_id, twitch_id, access_token, refresh_token, scopes, state, token_version,
  token_expires_at > now() + make_interval(secs => ${MARGIN_SECONDS}) AS is_fresh,
  token_expires_at > now() + make_interval(secs => ${LASTING_SECONDS}) AS is_lasting`

export async function upsert(sql: Sql, userId: string, granted: TwitchIdentity & GrantedTokens) {
  await sql.run(
    `INSERT INTO twitch_accounts AS a (id, user_id, twitch_id, login, display_name, broadcaster_type,
       access_token, refresh_token, token_expires_at, scopes, issued_at, validated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9), $10, now(), now())
     ON CONFLICT (user_id) DO UPDATE SET
       twitch_id = excluded.twitch_id, login = excluded.login,
       display_name = excluded.display_name, broadcaster_type = excluded.broadcaster_type,
       access_token = excluded.access_token, refresh_token = excluded.refresh_token,
       token_expires_at = excluded.token_expires_at, scopes = excluded.scopes,
       token_version = a.token_version + 1, state = 'valid', state_reason = NULL, problem = NULL,
       issued_at = now(), validated_at = now(), updated_at = now()`,
    [
      uuidv7(),
      userId,
      granted.id,
      granted.login,
      granted.displayName,
      granted.broadcasterType,
      seal(granted.accessToken, granted.id),
      seal(granted.refreshToken, granted.id),
      granted.expiresIn,
      granted.scopes,
    ]
  )
  await wakeAll(sql, userId)
}

export async function find(sql: Sql, key: Key): Promise<AccountRow> {
  const [column, value] = 'userId' in key ? ['user_id', key.userId] : ['twitch_id', key.twitchId]
  const [row] = await sql.run<AccountRow>(
    `SELECT ${COLUMNS} FROM twitch_accounts WHERE ${column} = $1`,
    [value]
  )
  if (!row) {
    throw new TwitchError('not_connected')
  }
  if (row.state !== 'valid') {
    throw new TwitchError('unauthorized')
  }
  return row
}

export async function lock(sql: Sql, userId: string): Promise<AccountRow | undefined> {
  const [row] = await sql.run<AccountRow>(
    `SELECT ${COLUMNS} FROM twitch_accounts WHERE user_id = $1 FOR UPDATE`,
    [userId]
  )
  return row
}

/**
 * Keeps a new pair in place of the one in `row`, also when somebody tried the old one meanwhile and
 * was refused.
 *
 * @returns false when it was replaced otherwise
 */
export async function keep(sql: Sql, row: AccountRow, pair: GrantedTokens): Promise<boolean> {
  const kept = await sql.run(
    `UPDATE twitch_accounts SET access_token = $2, refresh_token = $3, scopes = $4,
       token_expires_at = now() + make_interval(secs => $5), token_version = token_version + 1,
       state = 'valid', state_reason = NULL, problem = NULL,
       issued_at = now(), validated_at = now(), updated_at = now()
     WHERE user_id = $1 AND (token_version = $6
       OR (state = 'refused' AND token_version = $6 + 1))
     RETURNING user_id`,
    [
      row.user_id,
      seal(pair.accessToken, row.twitch_id),
      seal(pair.refreshToken, row.twitch_id),
      pair.scopes,
      pair.expiresIn,
      row.token_version,
    ]
  )
  return kept.length > 0
}

/** Twitch says that this token holds, and what it is good for. */
export async function validated(
  sql: Sql,
  token: UsableToken,
  info: { login: string; scopes: string[]; expiresIn: number }
): Promise<void> {
  await sql.run(
    `UPDATE twitch_accounts SET validated_at = now(), login = $3, scopes = $4, problem = NULL,
       token_expires_at = now() + make_interval(secs => $5)
     WHERE user_id = $1 AND token_version = $2`,
    [token.userId, token.version, info.login, info.scopes, info.expiresIn]
  )
}

export async function end(sql: Sql, userId: string, state: 'refused' | 'revoked', reason: string) {
  await sql.run(
    `UPDATE twitch_accounts SET state = $2, state_reason = $3, access_token = NULL,
       refresh_token = NULL, token_expires_at = NULL, token_version = token_version + 1,
       updated_at = now()
     WHERE user_id = $1`,
    [userId, state, reason]
  )
  await wakeAll(sql, userId)
}

/** Whoever waits for a working token, or must stop without one, looks again. */
async function wakeAll(sql: Sql, userId: string): Promise<void> {
  await notify(sql, 'subscriptions')
  await notify(sql, 'polling', userId)
  await notify(sql, 'rewards')
  await notify(sql, 'settlements')
}

export const isUsable = (row: AccountRow): boolean => row.state === 'valid' && row.is_fresh

export const open = (row: AccountRow): UsableToken => ({
  userId: row.user_id,
  twitchId: row.twitch_id,
  accessToken: unseal(row.access_token, row.twitch_id),
  scopes: row.scopes,
  version: row.token_version,
})

/** What can still be opened of both tokens. */
export function openAll(row: AccountRow): string[] {
  return [row.access_token, row.refresh_token].flatMap((sealed) => {
    try {
      return [unseal(sealed, row.twitch_id)]
    } catch {
      return []
    }
  })
}

import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import { type AccountFacts, accountProblems } from '#channels/accounts/account_problems'

/** A link to Twitch as an administrator may see it. */
export interface ListedAccount {
  login: string
  state: AccountFacts['state']
  scopes: string[]
  /** Ids of the parts of the channel that are in use. */
  features: string[]
  /** When Twitch gave the token, when it ends, and when Twitch was last asked about it. */
  issuedAt: Date | null
  expiresAt: Date | null
  validatedAt: Date | null
  problems: string[]
}

interface Row extends AccountFacts {
  login: string
  issuedAt: Date | null
  expiresAt: Date | null
  validatedAt: Date | null
  isStreamer: boolean
  switchedOn: string[]
}

/** Every account with Twitch, by login. */
export class ListAccounts {
  async execute(): Promise<ListedAccount[]> {
    const rows = await onLucid(db.connection()).run<Row>(
      `SELECT a.login, a.state, a.state_reason AS "stateReason", a.problem, a.scopes,
         a.issued_at AS "issuedAt", a.token_expires_at AS "expiresAt",
         a.validated_at AS "validatedAt",
         COALESCE(a.token_expires_at < now(), false) AS "isExpired",
         a.validated_at IS NULL OR a.validated_at < now() - interval '75 minutes' AS "isUnwatched",
         EXISTS (SELECT FROM campaign_members m
                 WHERE m.user_id = a.user_id AND m.role = 'streamer') AS "isStreamer",
         ARRAY(SELECT feature FROM channel_features f WHERE f.streamer_id = a.user_id) AS "switchedOn"
       FROM twitch_accounts a ORDER BY a.login`
    )
    return rows.map(describe)
  }
}

function describe(row: Row): ListedAccount {
  const { login, state, scopes, issuedAt, expiresAt, validatedAt } = row
  const inUse = CHANNEL_FEATURES.filter(({ id, isAlwaysOn }) =>
    isAlwaysOn ? row.isStreamer : row.switchedOn.includes(id)
  )
  return {
    login,
    state,
    scopes,
    features: inUse.map(({ id }) => id),
    issuedAt,
    expiresAt,
    validatedAt,
    problems: accountProblems(row, inUse),
  }
}

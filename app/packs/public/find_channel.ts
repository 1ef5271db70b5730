import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'

/** A channel that has packs, as strangers know it. */
export type PublicChannel = {
  id: string
  login: string
  displayName: string
}

const LOGIN = /^\w{1,25}$/

/**
 * The channel by its streamer's id or login. Null for one that has never had packs: who else
 * has an account here is nobody's business.
 */
export async function findChannel(sql: Sql, address: string): Promise<PublicChannel | null> {
  if (!isUuid(address) && !LOGIN.test(address)) return null
  const [channel] = await sql.run<PublicChannel>(
    `SELECT u.id, a.login, a.display_name AS "displayName"
     FROM users u JOIN twitch_accounts a ON a.user_id = u.id
     WHERE ${isUuid(address) ? 'u.id = $1' : 'lower(a.login) = lower($1)'} AND u.disabled_at IS NULL
       AND (EXISTS (SELECT FROM pack_offers p WHERE p.streamer_id = u.id AND p.is_enabled)
            OR EXISTS (SELECT FROM pack_seeds s WHERE s.streamer_id = u.id))
     ORDER BY a.updated_at DESC LIMIT 1`,
    [address]
  )
  return channel ?? null
}

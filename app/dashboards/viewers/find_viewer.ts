import type { Sql } from '#core/sql'

export interface OwnViewer {
  /** Null before the first redemption and the first choice to hide. */
  viewerId: number | null
  /** Twitch's id, of the account. */
  twitchId: string | null
  isHidden: boolean
}

/** Who somebody signed in is as a viewer: the one with the same Twitch account. */
export async function ownViewer(sql: Sql, userId: string): Promise<OwnViewer> {
  const [viewer] = await sql.run<OwnViewer>(
    `SELECT v.id AS "viewerId", a.twitch_id AS "twitchId", COALESCE(v.is_hidden, false) AS "isHidden"
     FROM twitch_accounts a
     LEFT JOIN viewers v ON v.twitch_id = a.twitch_id AND v.erased_at IS NULL
     WHERE a.user_id = $1`,
    [userId]
  )
  return viewer ?? { viewerId: null, twitchId: null, isHidden: false }
}

/**
 * A viewer of a campaign by login, for others. Twitch gives a login that was
 * given up to somebody else: only the one last seen with it counts. Null when
 * nobody is, when they hide, and when they have not redeemed here: the
 * answers are the same.
 */
export async function visibleViewer(
  sql: Sql,
  campaignId: string,
  login: string
): Promise<{ viewerId: number; displayName: string } | null> {
  const [viewer] = await sql.run<{ viewerId: number; displayName: string }>(
    `SELECT v.id AS "viewerId", v.display_name AS "displayName"
     FROM (SELECT * FROM viewers WHERE lower(login) = lower($2)
           ORDER BY updated_at DESC, id DESC LIMIT 1) v
     WHERE NOT v.is_hidden AND v.erased_at IS NULL
       AND EXISTS (SELECT FROM redemptions r WHERE r.viewer_id = v.id AND r.campaign_id = $1)`,
    [campaignId, login]
  )
  return viewer ?? null
}

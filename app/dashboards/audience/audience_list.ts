import type { Sql } from '#core/sql'
import type { Tier } from '#twitch/events/payloads'
import type { AudienceFilter } from '#dashboards/audience/audience_filter'
import { audienceQuery, PAGE } from '#dashboards/audience/audience_query'

export type AudienceRole = 'moderator' | 'vip'

/** Somebody in a channel's audience, as they stand now. */
export type AudienceLine = {
  id: string
  login: string
  name: string
  followsSince: string | null
  subscription: { tier: Tier; isGift: boolean } | null
  roles: AudienceRole[]
  redemptions: number
}

export type AudiencePage = {
  lines: AudienceLine[]
  /** The viewer after whom the next page begins; null on the last one. */
  next: string | null
}

interface Row {
  id: string
  login: string
  name: string
  is_shown: boolean
  follows_since: Date | null
  subscription: AudienceLine['subscription']
  roles: AudienceRole[]
  redemptions: number
}

interface Whose {
  streamerId: string
  channelId: string
}

/** For SQL: what viewer `v` is on a channel now. */
export const SUBSCRIPTION_NOW = (channel: string) => `
  SELECT jsonb_build_object('tier', tier, 'isGift', is_gift IS TRUE) AS subscription
  FROM viewer_subscriptions WHERE channel_id = ${channel} AND viewer_id = v.id AND ended_at IS NULL`
export const ROLES_NOW = (channel: string) => `
  SELECT COALESCE(array_agg(role ORDER BY role), '{}') AS roles FROM viewer_roles
  WHERE channel_id = ${channel} AND viewer_id = v.id AND revoked_at IS NULL`

/** Who is known on a channel. Whoever hides or was erased is left out, so a page may be shorter. */
export async function audienceList(
  sql: Sql,
  whose: Whose,
  filter: AudienceFilter
): Promise<AudiencePage> {
  const after = filter.after ? await placeOf(sql, filter.after) : null
  const { text, values } = audienceQuery({ ...whose, filter, after })
  const rows = await sql.run<Row>(
    `WITH picked AS MATERIALIZED (${text})
     SELECT v.id, v.login, v.display_name AS name, NOT (v.is_hidden OR v.erased_at IS NOT NULL) AS is_shown,
            f.followed_at AS follows_since, s.subscription, r.roles, p.redemptions
     FROM picked JOIN viewers v USING (id)
     LEFT JOIN follower_history f
       ON f.channel_id = $1 AND f.viewer_id = v.id AND f.unfollowed_at IS NULL
     LEFT JOIN LATERAL (${SUBSCRIPTION_NOW('$1')}) s ON true
     CROSS JOIN LATERAL (${ROLES_NOW('$1')}) r
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS redemptions FROM redemptions
       WHERE viewer_id = v.id AND streamer_id = $2) p
     ORDER BY picked.place`,
    values
  )
  const page = rows.slice(0, PAGE)

  return {
    lines: page.filter((row) => row.is_shown).map(toLine),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

const toLine = (row: Row): AudienceLine => ({
  id: row.id,
  login: row.login,
  name: row.name,
  followsSince: row.follows_since?.toISOString() ?? null,
  subscription: row.subscription,
  roles: row.roles,
  redemptions: row.redemptions,
})

/** Null for somebody who is gone: the list then starts at its beginning. */
async function placeOf(sql: Sql, id: string): Promise<{ id: string; login: string } | null> {
  const [place] = await sql.run<{ id: string; login: string }>(
    'SELECT id, lower(login) AS login FROM viewers WHERE id = $1::bigint',
    [id]
  )
  return place ?? null
}

/** How many there are of each part now, hidden ones included. */
export type AudienceCounts = Record<'follower' | 'subscriber' | AudienceRole, number>

export async function audienceCounts(sql: Sql, channelId: string): Promise<AudienceCounts> {
  const [counts] = await sql.run<AudienceCounts>(
    `SELECT (SELECT count(*) FROM follower_history
             WHERE channel_id = $1 AND unfollowed_at IS NULL)::int AS follower,
            (SELECT count(*) FROM viewer_subscriptions
             WHERE channel_id = $1 AND ended_at IS NULL)::int AS subscriber,
            (SELECT count(*) FROM viewer_roles
             WHERE channel_id = $1 AND role = 'moderator' AND revoked_at IS NULL)::int AS moderator,
            (SELECT count(*) FROM viewer_roles
             WHERE channel_id = $1 AND role = 'vip' AND revoked_at IS NULL)::int AS vip`,
    [channelId]
  )
  return counts ?? { follower: 0, subscriber: 0, moderator: 0, vip: 0 }
}

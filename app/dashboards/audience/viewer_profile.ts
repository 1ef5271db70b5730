import type { Sql } from '#core/sql'
import { type AudienceLine, ROLES_NOW, SUBSCRIPTION_NOW } from '#dashboards/audience/audience_list'
import { giftHistory, subscriptionHistory } from '#dashboards/audience/subscription_history'
import {
  followHistory,
  type HistoryEntry,
  redemptionHistory,
  roleHistory,
} from '#dashboards/audience/viewer_history'

/** Somebody in a channel's audience, and all that is known of them there. */
export type ViewerProfile = {
  id: string
  login: string
  name: string
  redemptions: number
  /** Channel points spent here, those that went back left out. */
  points: number
  refunds: number
  /** Null for who does not follow. */
  followsSince: string | null
  subscription: AudienceLine['subscription']
  roles: AudienceLine['roles']
  /** Newest first; what is not known when, last. */
  history: HistoryEntry[]
}

interface Row {
  id: string
  login: string
  name: string
  redemptions: number
  points: number
  refunds: number
  followsSince: Date | null
  subscription: AudienceLine['subscription']
  roles: AudienceLine['roles']
}

interface Whose {
  streamerId: string
  channelId: string
}

/** Null for whoever is not known on this channel, hides, or was erased: the answers are the same. */
export async function viewerProfile(
  sql: Sql,
  whose: Whose,
  viewerId: string
): Promise<ViewerProfile | null> {
  const viewer = /^\d{1,18}$/.test(viewerId) ? await seen(sql, whose, viewerId) : null
  const history = viewer ? await historyOf(sql, whose, viewerId) : []

  return viewer && history.length > 0 ? { ...viewer, history } : null
}

async function seen(sql: Sql, { streamerId, channelId }: Whose, viewerId: string) {
  const [row] = await sql.run<Row>(
    `SELECT v.id, v.login, v.display_name AS name, r.*, f.followed_at AS "followsSince", s.subscription, o.roles
     FROM viewers v
     LEFT JOIN follower_history f ON f.channel_id = $3 AND f.viewer_id = v.id AND f.unfollowed_at IS NULL
     LEFT JOIN LATERAL (${SUBSCRIPTION_NOW('$3')}) s ON true
     CROSS JOIN LATERAL (${ROLES_NOW('$3')}) o
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS redemptions,
              COALESCE(sum(cost) FILTER (WHERE state <> 'refunded'), 0)::float AS points,
              count(*) FILTER (WHERE state = 'refunded')::int AS refunds
       FROM redemptions WHERE viewer_id = v.id AND streamer_id = $1) r
     WHERE v.id = $2::bigint AND NOT v.is_hidden AND v.erased_at IS NULL`,
    [streamerId, viewerId, channelId]
  )
  return row ? { ...row, followsSince: row.followsSince?.toISOString() ?? null } : null
}

async function historyOf(sql: Sql, whose: Whose, viewerId: string): Promise<HistoryEntry[]> {
  const parts = await Promise.all([
    followHistory(sql, whose.channelId, viewerId),
    subscriptionHistory(sql, whose.channelId, viewerId),
    giftHistory(sql, whose.channelId, viewerId),
    roleHistory(sql, whose.channelId, viewerId),
    redemptionHistory(sql, whose, viewerId),
  ])
  return parts.flat().sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
}

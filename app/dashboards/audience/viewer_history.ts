import type { Sql } from '#core/sql'
import type { EventSource } from '#twitch/events/channel_event'
import { points } from '#dashboards/feed/words/telling'
import { plainReason } from '#redemptions/reasons'

/** One thing that is known of somebody on a channel, with where it is known from. */
export type HistoryEntry = {
  group: 'follows' | 'subscriptions' | 'roles' | 'points'
  what: string
  /** More about it; null when that is all. */
  detail: string | null
  /** Null when nobody knows. */
  at: string | null
  /** It was so at that time already: a list showed it then. */
  isLatest: boolean
  /** Null when the log does not tell any more. */
  source: EventSource | null
}

/** Something that lasted, as far as its ends are known. */
export interface Span {
  began: Date | null
  begin_source: EventSource | null
  ended: Date | null
  end_source: EventSource | null
}

interface Ends {
  group: HistoryEntry['group']
  began: string
  ended: string
  detail?: string
  /** Whether Twitch's list says when it began. */
  isDated?: boolean
}

export function endsOf(span: Span, { group, began, ended, detail, isDated }: Ends): HistoryEntry[] {
  const begin: HistoryEntry = {
    group,
    what: began,
    detail: detail || null,
    at: span.began?.toISOString() ?? null,
    isLatest: (span.begin_source === 'twitch.poll' || span.begin_source === 'inferred') && !isDated,
    source: span.begin_source,
  }
  const end: HistoryEntry = {
    group,
    what: ended,
    detail: null,
    at: span.ended?.toISOString() ?? null,
    isLatest: span.end_source === 'inferred',
    source: span.end_source,
  }
  return span.ended ? [begin, end] : [begin]
}

export async function followHistory(
  sql: Sql,
  channelId: string,
  viewerId: string
): Promise<HistoryEntry[]> {
  const rows = await sql.run<Span>(
    `SELECT followed_at AS began, follow_source AS begin_source, unfollowed_at AS ended,
            unfollow_source AS end_source
     FROM follower_history WHERE channel_id = $1 AND viewer_id = $2::bigint`,
    [channelId, viewerId]
  )
  return rows.flatMap((row) =>
    endsOf(row, {
      group: 'follows',
      began: 'Followed',
      ended: 'No longer followed',
      isDated: true,
    })
  )
}

const ROLES = {
  moderator: { began: 'Became a moderator', ended: 'No longer a moderator' },
  vip: { began: 'Became a VIP', ended: 'No longer a VIP' },
}

export async function roleHistory(
  sql: Sql,
  channelId: string,
  viewerId: string
): Promise<HistoryEntry[]> {
  const rows = await sql.run<Span & { role: keyof typeof ROLES }>(
    `SELECT role, granted_at AS began, grant_source AS begin_source, revoked_at AS ended,
            revoke_source AS end_source
     FROM viewer_roles WHERE channel_id = $1 AND viewer_id = $2::bigint`,
    [channelId, viewerId]
  )
  return rows.flatMap((row) => endsOf(row, { group: 'roles', ...ROLES[row.role] }))
}

interface RedemptionRow {
  title: string | null
  cost: number
  state: string
  reason: string | null
  at: Date
  source: EventSource | null
}

const MAX_REDEMPTIONS = 50

/** The latest of them; the log says how each was heard of, as long as it goes back. */
export async function redemptionHistory(
  sql: Sql,
  { streamerId, channelId }: { streamerId: string; channelId: string },
  viewerId: string
): Promise<HistoryEntry[]> {
  const rows = await sql.run<RedemptionRow>(
    `SELECT w.title, r.cost, r.state, r.reason, r.redeemed_at AS at, e.source
     FROM redemptions r LEFT JOIN rewards w ON w.id = r.reward_id
     LEFT JOIN channel_events e ON e.channel_id = $2 AND e.kind = 'redemption_added'
       AND e.event_key = r.id
     WHERE r.viewer_id = $3::bigint AND r.streamer_id = $1
     ORDER BY r.redeemed_at DESC, r.id DESC LIMIT ${MAX_REDEMPTIONS}`,
    [streamerId, channelId, viewerId]
  )
  return rows.map((row) => ({
    group: 'points',
    what: `Redeemed “${row.title ?? 'a reward that is gone'}” for ${points(row.cost)}`,
    detail:
      [plainReason(row.reason), row.state === 'refunded' ? 'Refunded.' : null]
        .filter(Boolean)
        .join(' ') || null,
    at: row.at.toISOString(),
    isLatest: false,
    source: row.source,
  }))
}

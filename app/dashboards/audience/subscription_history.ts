import type { Sql } from '#core/sql'
import type { Tier } from '#twitch/events/payloads'
import { endsOf, type HistoryEntry, type Span } from '#dashboards/audience/viewer_history'
import { many, TIER_WORDS } from '#dashboards/feed/words/telling'

interface SubscriptionRow extends Span {
  tier: Tier
  is_gift: boolean | null
  /** Null while nobody knows. */
  gifter: string | null
  cumulative_months: number | null
  streak_months: number | null
  resubscribed: Date | null
}

/** Whoever hides or was erased has no name here either. */
const NAME = (viewer: string) =>
  `CASE WHEN ${viewer}.is_hidden OR ${viewer}.erased_at IS NOT NULL THEN 'a viewer'
        ELSE ${viewer}.display_name END`

export async function subscriptionHistory(
  sql: Sql,
  channelId: string,
  viewerId: string
): Promise<HistoryEntry[]> {
  const rows = await sql.run<SubscriptionRow>(
    `SELECT s.started_at AS began, s.start_source AS begin_source, s.ended_at AS ended,
            s.end_source, s.tier, s.is_gift, s.cumulative_months, s.streak_months,
            s.resubscribed_at AS resubscribed,
            CASE WHEN g.id IS NOT NULL THEN ${NAME('g')}
                 WHEN s.gift_id IS NOT NULL THEN 'somebody anonymous' END AS gifter
     FROM viewer_subscriptions s LEFT JOIN subscription_gifts p ON p.id = s.gift_id
       LEFT JOIN viewers g ON g.id = COALESCE(s.gifter_id, p.gifter_id)
     WHERE s.channel_id = $1 AND s.viewer_id = $2::bigint`,
    [channelId, viewerId]
  )
  return rows.flatMap((row) => [...spanOf(row), ...resubscriptionOf(row)])
}

function spanOf(row: SubscriptionRow): HistoryEntry[] {
  const tier = TIER_WORDS[row.tier]
  return endsOf(row, {
    group: 'subscriptions',
    began: row.is_gift ? `Was given a subscription, ${tier}` : `Subscribed, ${tier}`,
    ended: `The subscription ended, ${tier}`,
    detail: row.gifter ? `By ${row.gifter}` : undefined,
  })
}

function resubscriptionOf(row: SubscriptionRow): HistoryEntry[] {
  const { resubscribed, cumulative_months: months, streak_months: streak } = row
  const counts = [
    ...(months ? [`${many(months, 'month')} in all`] : []),
    ...(streak ? [`${streak} in a row`] : []),
  ]
  return resubscribed
    ? [
        {
          group: 'subscriptions',
          what: `Resubscribed, ${TIER_WORDS[row.tier]}`,
          detail: counts.join(', ') || null,
          at: resubscribed.toISOString(),
          isLatest: false,
          source: 'twitch.eventsub',
        },
      ]
    : []
}

interface GiftRow {
  tier: Tier
  total: number
  at: Date
  names: string[]
}

/** Of those who got a gift so many are named. */
const NAMED = 5

export async function giftHistory(
  sql: Sql,
  channelId: string,
  viewerId: string
): Promise<HistoryEntry[]> {
  const rows = await sql.run<GiftRow>(
    `SELECT g.tier, g.total, g.gifted_at AS at, ARRAY(
       SELECT ${NAME('v')} FROM viewer_subscriptions s JOIN viewers v ON v.id = s.viewer_id
       WHERE s.gift_id = g.id ORDER BY s.id LIMIT ${NAMED}) AS names
     FROM subscription_gifts g WHERE g.gifter_id = $2::bigint AND g.channel_id = $1`,
    [channelId, viewerId]
  )
  return rows.map(({ tier, total, at, names }) => ({
    group: 'subscriptions',
    what: `Gave ${many(total, 'subscription')}, ${TIER_WORDS[tier]}`,
    detail: recipients(names, total),
    at: at.toISOString(),
    isLatest: false,
    source: 'twitch.eventsub',
  }))
}

function recipients(names: string[], total: number): string | null {
  if (names.length === 0) {
    return null
  }
  const others = total - names.length
  return `To ${names.join(', ')}${others > 0 ? ` and ${many(others, 'other')}` : ''}`
}

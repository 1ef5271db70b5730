import { TIERS, type Tier } from '#twitch/events/payloads'
import type { EventSource } from '#twitch/events/channel_event'
import { type KeyedFact, SpanTable } from '#channels/history/span_table'

/** What is told of a subscription; null where what tells of it does not say. */
export interface SubscriptionTold {
  tier: Tier
  isGift: boolean | null
  /** A viewer's id, where a list says who gave it: events do not (gifts.ts). */
  gifterId: number | null
  resub: { at: number; cumulativeMonths: number; streakMonths: number | null } | null
}

/** Who subscribed to a channel, from when to when, and thanks to whom. */
export const subscriptions = new SpanTable<SubscriptionTold>({
  name: 'viewer_subscriptions',
  key: { channel_id: 'text', viewer_id: 'bigint' },
  start: 'started_at',
  startSource: 'start_source',
  end: 'ended_at',
  endSource: 'end_source',
  idType: 'bigint',
  told: {
    tier: 'text',
    is_gift: 'boolean',
    gifter_id: 'bigint',
    cumulative_months: 'integer',
    streak_months: 'integer',
    resubscribed_at: 'timestamptz',
  },
  toColumns: ({ tier, isGift, gifterId, resub }) => ({
    tier,
    is_gift: isGift,
    gifter_id: isGift ? gifterId : null,
    cumulative_months: resub?.cumulativeMonths ?? null,
    streak_months: resub?.streakMonths ?? null,
    resubscribed_at: resub ? new Date(resub.at).toISOString() : null,
  }),
  fromColumns: (row) => ({
    tier: TIERS.find((tier) => tier === row.tier) ?? '1000',
    isGift: typeof row.is_gift === 'boolean' ? row.is_gift : null,
    gifterId: numberOf(row.gifter_id),
    resub:
      row.resubscribed_at instanceof Date
        ? {
            at: row.resubscribed_at.getTime(),
            cumulativeMonths: numberOf(row.cumulative_months) ?? 0,
            streakMonths: numberOf(row.streak_months),
          }
        : null,
  }),
  merge: (earlier, later) => ({
    tier: later.tier,
    isGift: later.isGift ?? earlier.isGift,
    gifterId: later.gifterId ?? earlier.gifterId,
    resub: laterOf(earlier.resub, later.resub),
  }),
  isSeenStart: ({ startSource }) => startSource !== 'twitch.eventsub',
  seenBy: ({ seenAt, told }) => (told.resub?.at === seenAt ? 'inferred' : 'twitch.poll'),
})

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)

function laterOf(a: SubscriptionTold['resub'], b: SubscriptionTold['resub']) {
  return a && b ? (a.at > b.at ? a : b) : (a ?? b)
}

/**
 * `is`: begun or ended by an event, met on a list, or missing on a list. Who shares a resub is met, too, and
 * may have been a subscriber for long: that it began then is 'inferred'.
 */
export function subscriptionFact(
  of: { channelId: string; viewerId: number },
  is: KeyedFact<SubscriptionTold>['is'],
  at: Date,
  source: EventSource,
  told: Pick<SubscriptionTold, 'tier'> & Partial<SubscriptionTold>
): KeyedFact<SubscriptionTold> {
  return {
    key: { channel_id: of.channelId, viewer_id: of.viewerId },
    is,
    at: at.getTime(),
    source,
    told: { isGift: null, gifterId: null, resub: null, ...told },
  }
}

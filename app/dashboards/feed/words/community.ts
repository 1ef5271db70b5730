import { many, TIER_WORDS as TIERS, type Words } from '#dashboards/feed/words/telling'

/** Follows, subscriptions and roles. */
export const communityWords: Words<
  | 'follow'
  | 'unfollow'
  | 'subscription'
  | 'resubscription'
  | 'subscription_gift'
  | 'subscription_end'
  | 'moderator_added'
  | 'moderator_removed'
  | 'vip_added'
  | 'vip_removed'
> = {
  follow: ({ viewer }) => ({ who: viewer, what: 'followed' }),
  unfollow: ({ viewer }) => ({ who: viewer, what: 'no longer follows' }),
  subscription: ({ viewer, tier, isGift }) => ({
    who: viewer,
    what: isGift ? `was given a subscription, ${TIERS[tier]}` : `subscribed, ${TIERS[tier]}`,
  }),
  resubscription: ({ viewer, tier, cumulativeMonths, streakMonths, message }) => ({
    who: viewer,
    what: [
      `resubscribed, ${TIERS[tier]}, ${many(cumulativeMonths, 'month')} in all`,
      ...(streakMonths ? [`${streakMonths} in a row`] : []),
    ].join(', '),
    quote: message,
  }),
  subscription_gift: ({ gifter, tier, total }) => ({
    who: gifter ?? 'anonymous',
    what: `gave ${many(total, 'subscription')}, ${TIERS[tier]}`,
  }),
  subscription_end: ({ viewer, tier, isGift }) => ({
    who: viewer,
    what: `is no longer subscribed, ${TIERS[tier]}${isGift ? ', which was a gift' : ''}`,
  }),
  moderator_added: ({ viewer }) => ({ who: viewer, what: 'became a moderator' }),
  moderator_removed: ({ viewer }) => ({ who: viewer, what: 'is no longer a moderator' }),
  vip_added: ({ viewer }) => ({ who: viewer, what: 'became a VIP' }),
  vip_removed: ({ viewer }) => ({ who: viewer, what: 'is no longer a VIP' }),
}

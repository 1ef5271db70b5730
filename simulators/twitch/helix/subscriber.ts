import { person } from './person.ts'
import type { World } from '../world/world.ts'
import type { Subscriber, User } from '../world/model.ts'

const TIER_POINTS = { '1000': 1, '2000': 2, '3000': 6 }
const NOBODY = { id: '', login: '', displayName: '' }
/** The account that stands for whoever gives without a name; in events such a gifter is null. */
const ANONYMOUS = { id: '274598607', login: 'ananonymousgifter', displayName: 'AnAnonymousGifter' }

export function pointsOf(subscribers: ReadonlyMap<string, Subscriber>): number {
  let points = 0
  for (const { tier } of subscribers.values()) points += TIER_POINTS[tier]
  return points
}

function gifterOf(world: World, { isGift, gifterId }: Subscriber) {
  if (!isGift) return NOBODY
  return gifterId === null ? ANONYMOUS : (world.users.byId(gifterId) ?? NOBODY)
}

/** A subscription as Helix lists it. @see https://dev.twitch.tv/docs/api/reference/#get-broadcaster-subscriptions */
export function helixSubscription(world: World, broadcaster: User, subscriber: Subscriber) {
  const gifter = gifterOf(world, subscriber)
  return {
    broadcaster_id: broadcaster.id,
    broadcaster_login: broadcaster.login,
    broadcaster_name: broadcaster.displayName,
    gifter_id: gifter.id,
    gifter_login: gifter.login,
    gifter_name: gifter.displayName,
    is_gift: subscriber.isGift,
    tier: subscriber.tier,
    plan_name: `Tier ${subscriber.tier.slice(0, 1)}`,
    ...person(world, subscriber.userId),
  }
}

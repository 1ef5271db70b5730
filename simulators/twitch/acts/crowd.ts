import { broadcasterFields, userFields } from './people.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Tier, User } from '../world/model.ts'

export interface Resubscription {
  tier: Tier
  months: number
  streak: number | null
  message: string
}

/** Follows, subscriptions and roles, with the events Twitch sends for them, and none where it sends none. */
export class Crowd {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  follow(broadcaster: User, viewer: User): void {
    const followers = this.#world.community.followers.of(broadcaster.id)
    if (followers.has(viewer.id)) return
    const followedAt = this.#world.clock.stamp()
    followers.set(viewer.id, followedAt)
    this.#publish('channel.follow', broadcaster, {
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
      followed_at: followedAt,
    })
  }

  /** Twitch has no event for it. */
  unfollow(broadcaster: User, viewer: User): void {
    this.#world.community.followers.of(broadcaster.id).delete(viewer.id)
    this.#world.changed()
  }

  subscribe(broadcaster: User, viewer: User, tier: Tier, gifter: User | null, isGift: boolean) {
    this.#world.community.subscribers.of(broadcaster.id).set(viewer.id, {
      userId: viewer.id,
      tier,
      isGift,
      gifterId: gifter?.id ?? null,
      months: 1,
      since: this.#world.clock.stamp(),
    })
    this.#publish('channel.subscribe', broadcaster, {
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
      tier,
      is_gift: isGift,
    })
  }

  /** A resub that the viewer shared in chat; only those are told. */
  resubscribe(broadcaster: User, viewer: User, resub: Resubscription): void {
    const subscribers = this.#world.community.subscribers.of(broadcaster.id)
    const known = subscribers.get(viewer.id)
    subscribers.set(viewer.id, {
      userId: viewer.id,
      tier: resub.tier,
      isGift: false,
      gifterId: null,
      months: resub.months,
      since: known?.since ?? this.#world.clock.stamp(),
    })
    this.#publish('channel.subscription.message', broadcaster, {
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
      tier: resub.tier,
      message: { text: resub.message, emotes: null },
      cumulative_months: resub.months,
      streak_months: resub.streak,
      duration_months: 1,
    })
  }

  /** One gift event for the gifter, then a subscribe event for every recipient. */
  gift(broadcaster: User, gifter: User | null, recipients: User[], tier: Tier): void {
    const given = gifter ? this.#countGifts(broadcaster, gifter, recipients.length) : null
    this.#publish('channel.subscription.gift', broadcaster, {
      ...userFields(gifter),
      ...broadcasterFields(broadcaster),
      total: recipients.length,
      tier,
      cumulative_total: given,
      is_anonymous: gifter === null,
    })
    for (const recipient of recipients) this.subscribe(broadcaster, recipient, tier, gifter, true)
  }

  /** `quietly` ends it without an event, as happens on Twitch for some gifts. */
  unsubscribe(broadcaster: User, viewer: User, quietly: boolean): void {
    const subscribers = this.#world.community.subscribers.of(broadcaster.id)
    const known = subscribers.get(viewer.id)
    if (!known) return
    subscribers.delete(viewer.id)
    this.#world.changed()
    if (quietly) return
    this.#publish('channel.subscription.end', broadcaster, {
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
      tier: known.tier,
      is_gift: known.isGift,
    })
  }

  /** Into or out of the chat; Twitch has no event for it. */
  setPresence(broadcaster: User, viewer: User, present: boolean): void {
    const chatters = this.#world.community.chatters.of(broadcaster.id)
    if (!present) chatters.delete(viewer.id)
    else if (!chatters.has(viewer.id)) chatters.set(viewer.id, this.#world.clock.stamp())
    this.#world.changed()
  }

  setRole(role: 'moderator' | 'vip', broadcaster: User, viewer: User, holds: boolean): void {
    const { community, clock } = this.#world
    const members = (role === 'vip' ? community.vips : community.moderators).of(broadcaster.id)
    if (members.has(viewer.id) === holds) return
    if (holds) members.set(viewer.id, clock.stamp())
    else members.delete(viewer.id)
    if (role === 'moderator' && !holds) this.#revokeModerated(broadcaster, viewer)
    this.#publish(`channel.${role}.${holds ? 'add' : 'remove'}`, broadcaster, {
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
    })
  }

  /** All the gifter has ever given on this channel. */
  #countGifts(broadcaster: User, gifter: User, more: number): number {
    const gifts = this.#world.community.gifts.of(broadcaster.id)
    const total = (gifts.get(gifter.id) ?? 0) + more
    gifts.set(gifter.id, total)
    return total
  }

  /** What the moderator had authorised ends with the moderator's role. */
  #revokeModerated(broadcaster: User, moderator: User): void {
    for (const subscription of this.#hub.subscriptions.all()) {
      const { broadcaster_user_id: channel, moderator_user_id: by } = subscription.condition
      if (channel === broadcaster.id && by === moderator.id) {
        this.#hub.revoke(subscription, 'moderator_removed')
      }
    }
  }

  #publish(type: string, broadcaster: User, event: object): void {
    this.#hub.publish({ type, facts: { broadcaster_user_id: broadcaster.id }, event })
    this.#world.changed()
  }
}

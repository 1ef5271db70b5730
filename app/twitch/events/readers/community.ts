import { TIERS } from '#twitch/events/payloads'
import type { EventReader, EventReaders } from '#twitch/events/readers/reader'
import { channelOf, readAnonymous, readPerson } from '#twitch/events/readers/people'

/** Follows, subscriptions and roles. */
export const communityReaders: EventReaders = {
  'channel.follow/2': (event) => {
    const viewer = readPerson(event)
    return {
      kind: 'follow',
      channelId: channelOf(event),
      userId: viewer.id,
      payload: { viewer, followedAt: event.date('followed_at') },
    }
  },
  'channel.subscribe/1': subscriptionReader('subscription'),
  'channel.subscription.end/1': subscriptionReader('subscription_end'),
  'channel.subscription.message/1': (event) => {
    const viewer = readPerson(event)
    return {
      kind: 'resubscription',
      channelId: channelOf(event),
      userId: viewer.id,
      payload: {
        viewer,
        tier: event.word('tier', TIERS),
        message: event.object('message').string('text'),
        cumulativeMonths: event.integer('cumulative_months'),
        streakMonths: event.has('streak_months') ? event.integer('streak_months') : null,
        durationMonths: event.integer('duration_months'),
      },
    }
  },
  'channel.subscription.gift/1': (event) => {
    const gifter = readAnonymous(event)
    return {
      kind: 'subscription_gift',
      channelId: channelOf(event),
      userId: gifter?.id ?? null,
      payload: {
        gifter,
        tier: event.word('tier', TIERS),
        total: event.integer('total'),
        cumulativeTotal: event.has('cumulative_total') ? event.integer('cumulative_total') : null,
      },
    }
  },
  'channel.moderator.add/1': roleReader('moderator_added'),
  'channel.moderator.remove/1': roleReader('moderator_removed'),
  'channel.vip.add/1': roleReader('vip_added'),
  'channel.vip.remove/1': roleReader('vip_removed'),
}

function subscriptionReader(kind: 'subscription' | 'subscription_end'): EventReader {
  return (event) => {
    const viewer = readPerson(event)
    const payload = { viewer, tier: event.word('tier', TIERS), isGift: event.boolean('is_gift') }
    return { kind, channelId: channelOf(event), userId: viewer.id, payload }
  }
}

function roleReader(
  kind: 'moderator_added' | 'moderator_removed' | 'vip_added' | 'vip_removed'
): EventReader {
  return (event) => {
    const viewer = readPerson(event)
    return { kind, channelId: channelOf(event), userId: viewer.id, payload: { viewer } }
  }
}

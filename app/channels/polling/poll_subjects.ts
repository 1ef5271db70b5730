import type { TwitchScope } from '#twitch/twitch_driver'

/** A list of Twitch's that stands in for events which do not come. */
export type PollSubject = 'followers' | 'subscribers' | 'moderators' | 'vips'

interface SubjectFacts {
  /** The feature of a channel that it belongs to. */
  feature: string
  /** What the streamer must have allowed: any one of them will do. */
  scopes: readonly TwitchScope[]
  /** The subscriptions it stands in for: it does while one of them does not deliver. */
  types: readonly string[]
}

export const POLL_SUBJECTS: Record<PollSubject, SubjectFacts> = {
  followers: {
    feature: 'followers',
    scopes: ['moderator:read:followers'],
    types: ['channel.follow'],
  },
  subscribers: {
    feature: 'subscribers',
    scopes: ['channel:read:subscriptions'],
    types: ['channel.subscribe', 'channel.subscription.end'],
  },
  moderators: {
    feature: 'roles',
    scopes: ['moderation:read', 'channel:manage:moderators'],
    types: ['channel.moderator.add', 'channel.moderator.remove'],
  },
  vips: {
    feature: 'roles',
    scopes: ['channel:read:vips', 'channel:manage:vips'],
    types: ['channel.vip.add', 'channel.vip.remove'],
  },
}

import { SUBSCRIPTIONS, type WantedSubscription } from '#twitch/eventsub/wanted_subscriptions'
import type { TwitchScope } from '#twitch/twitch_driver'

/** A part of a channel that is in use, always or when the streamer switches it on. */
export interface ChannelFeature {
  id: string
  /** For the streamer: what it is, and what it is good for. */
  label: string
  description: string
  isAlwaysOn: boolean
  /** What the streamer must allow on Twitch, each of them. */
  scopes: readonly TwitchScope[]
  subscriptions: readonly WantedSubscription[]
}

/** Speaking in the streamer's own chat; nothing is listened to for it. */
export const CHAT_LINES = 'chat_lines'

const ALWAYS: ChannelFeature[] = [
  {
    id: 'rewards',
    label: 'Rewards',
    description: 'Channel points that viewers spend on the campaign.',
    isAlwaysOn: true,
    scopes: ['channel:manage:redemptions'],
    subscriptions: SUBSCRIPTIONS.redemptions,
  },
  {
    id: 'stream',
    label: 'Stream',
    description: 'When the stream begins and ends, its title, and raids.',
    isAlwaysOn: true,
    scopes: [],
    subscriptions: SUBSCRIPTIONS.stream,
  },
]

const OPTIONAL: Omit<ChannelFeature, 'isAlwaysOn'>[] = [
  {
    id: 'followers',
    label: 'Followers',
    description: 'Who follows, since when, and who has left.',
    scopes: ['moderator:read:followers'],
    subscriptions: SUBSCRIPTIONS.followers,
  },
  {
    id: 'subscribers',
    label: 'Subscribers',
    description: 'Subscriptions, resubscriptions and gifts.',
    scopes: ['channel:read:subscriptions'],
    subscriptions: SUBSCRIPTIONS.subscribers,
  },
  {
    id: 'roles',
    label: 'Moderators and VIPs',
    description: 'Who helps out on the channel, and who is honoured.',
    scopes: ['moderation:read', 'channel:read:vips'],
    subscriptions: [...SUBSCRIPTIONS.moderators, ...SUBSCRIPTIONS.vips],
  },
  {
    id: 'bits',
    label: 'Cheers',
    description: 'Bits that viewers cheer with.',
    scopes: ['bits:read'],
    subscriptions: SUBSCRIPTIONS.bits,
  },
  {
    id: 'chat',
    label: 'Chat',
    description: 'What is written in chat, for votes.',
    scopes: ['user:read:chat', 'user:bot'],
    subscriptions: SUBSCRIPTIONS.chat,
  },
  {
    id: CHAT_LINES,
    label: 'Lines in your chat',
    description: 'A line when a goal is armed, succeeds or is refunded, and why.',
    scopes: ['user:write:chat'],
    subscriptions: [],
  },
  {
    id: 'polls',
    label: 'Polls',
    description: 'Twitch polls and how the votes stand.',
    scopes: ['channel:manage:polls'],
    subscriptions: SUBSCRIPTIONS.polls,
  },
  {
    id: 'predictions',
    label: 'Predictions',
    description: 'Twitch predictions, their bets and how they end.',
    scopes: ['channel:read:predictions'],
    subscriptions: SUBSCRIPTIONS.predictions,
  },
]

/** All there are, in the order in which they are shown. */
export const CHANNEL_FEATURES: readonly ChannelFeature[] = [
  ...ALWAYS,
  ...OPTIONAL.map((feature) => ({ ...feature, isAlwaysOn: false })),
]

/**
 * What is listened to on a channel.
 *
 * @param switchedOn ids of the optional features that are in use there; unknown ones mean nothing
 */
export function wantedSubscriptions(switchedOn: readonly string[]): WantedSubscription[] {
  return CHANNEL_FEATURES.filter(
    ({ id, isAlwaysOn }) => isAlwaysOn || switchedOn.includes(id)
  ).flatMap(({ subscriptions }) => subscriptions)
}

/** What a streamer may switch on and off; undefined for what is always on, or unknown. */
export function optionalFeature(id: unknown): ChannelFeature | undefined {
  return CHANNEL_FEATURES.find((feature) => feature.id === id && !feature.isAlwaysOn)
}

import type { ChannelEventKind } from '#twitch/events/channel_event'

/** What a reader of the feed picks from: kinds that belong together. */
export const GROUPS = [
  'points',
  'follows',
  'subscriptions',
  'roles',
  'bits',
  'chat',
  'stream',
  'polls',
  'predictions',
  'permission',
] as const

export type KindGroup = (typeof GROUPS)[number]

const GROUP_OF: Record<ChannelEventKind, KindGroup> = {
  redemption_added: 'points',
  redemption_updated: 'points',
  reward_removed: 'points',
  follow: 'follows',
  unfollow: 'follows',
  subscription: 'subscriptions',
  resubscription: 'subscriptions',
  subscription_gift: 'subscriptions',
  subscription_end: 'subscriptions',
  moderator_added: 'roles',
  moderator_removed: 'roles',
  vip_added: 'roles',
  vip_removed: 'roles',
  cheer: 'bits',
  chat_message: 'chat',
  stream_online: 'stream',
  stream_offline: 'stream',
  channel_updated: 'stream',
  raid: 'stream',
  poll_began: 'polls',
  poll_progressed: 'polls',
  poll_ended: 'polls',
  prediction_began: 'predictions',
  prediction_progressed: 'predictions',
  prediction_locked: 'predictions',
  prediction_ended: 'predictions',
  authorization_revoked: 'permission',
}

const groups = new Map<string, KindGroup>(Object.entries(GROUP_OF))

/** All kinds of the groups named; of all groups when none is. */
export function kindsOf(names: readonly KindGroup[]): string[] {
  return [...groups]
    .filter(([, group]) => names.length === 0 || names.includes(group))
    .map(([kind]) => kind)
}

/** Null for a kind of another version of the app. */
export const groupOf = (kind: string): KindGroup | null => groups.get(kind) ?? null

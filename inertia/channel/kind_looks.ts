import type { FeedLine, KindGroup } from '~/types'

/** How a group of kinds is named and drawn. */
export const GROUP_LOOKS: Record<KindGroup, { label: string; icon: string }> = {
  points: { label: 'Points', icon: 'i-lucide-coins' },
  follows: { label: 'Follows', icon: 'i-lucide-heart' },
  subscriptions: { label: 'Subscriptions', icon: 'i-lucide-star' },
  roles: { label: 'Roles', icon: 'i-lucide-shield' },
  bits: { label: 'Bits', icon: 'i-lucide-gem' },
  chat: { label: 'Chat', icon: 'i-lucide-message-circle' },
  stream: { label: 'Stream', icon: 'i-lucide-radio' },
  polls: { label: 'Polls', icon: 'i-lucide-vote' },
  predictions: { label: 'Predictions', icon: 'i-lucide-scale' },
  permission: { label: 'Permission', icon: 'i-lucide-key-round' },
}

export const groupNames = Object.keys(GROUP_LOOKS).filter(isGroup)

function isGroup(name: string): name is KindGroup {
  return Object.hasOwn(GROUP_LOOKS, name)
}

export const iconOf = (group: FeedLine['group']) =>
  group ? GROUP_LOOKS[group].icon : 'i-lucide-circle-question-mark'

/** Where a fact is known from, in plain words. */
export const SOURCE_WORDS: Record<FeedLine['source'], { short: string; long: string }> = {
  'twitch.eventsub': { short: 'Told by Twitch', long: 'Twitch told us when it happened.' },
  'twitch.poll': {
    short: 'Found in Twitch’s list',
    long: 'Found in one of Twitch’s lists, when we looked.',
  },
  'inferred': {
    short: 'Worked out',
    long: 'Twitch does not tell this. It follows from what its lists no longer have, or from a resub that was shared.',
  },
}

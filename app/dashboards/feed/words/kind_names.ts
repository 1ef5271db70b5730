import type { ChannelEventKind } from '#twitch/events/channel_event'
import { subscriptionName } from '#dashboards/connection/subscription_words'

interface Name {
  one: string
  many: string
}

const regular = (one: string): Name => ({ one, many: `${one}s` })

/** What each kind of event is called in a sentence. */
const NAMES: Record<ChannelEventKind, Name> = {
  redemption_added: regular('redemption'),
  redemption_updated: { one: 'settled redemption', many: 'settled redemptions' },
  reward_removed: regular('deleted reward'),
  stream_online: { one: 'beginning of a stream', many: 'beginnings of streams' },
  stream_offline: { one: 'end of a stream', many: 'ends of streams' },
  channel_updated: { one: 'change of the title', many: 'changes of the title' },
  follow: regular('follow'),
  unfollow: regular('unfollow'),
  subscription: regular('subscription'),
  resubscription: regular('resubscription'),
  subscription_gift: regular('gift'),
  subscription_end: { one: 'end of a subscription', many: 'ends of subscriptions' },
  moderator_added: regular('new moderator'),
  moderator_removed: regular('former moderator'),
  vip_added: regular('new VIP'),
  vip_removed: regular('former VIP'),
  raid: regular('raid'),
  cheer: regular('cheer'),
  chat_message: regular('chat message'),
  poll_began: { one: 'beginning of a poll', many: 'beginnings of polls' },
  poll_progressed: { one: 'count of a poll', many: 'counts of polls' },
  poll_ended: { one: 'end of a poll', many: 'ends of polls' },
  prediction_began: { one: 'beginning of a prediction', many: 'beginnings of predictions' },
  prediction_progressed: { one: 'bet on a prediction', many: 'bets on predictions' },
  prediction_locked: { one: 'end of the bets', many: 'ends of bets' },
  prediction_ended: { one: 'end of a prediction', many: 'ends of predictions' },
  authorization_revoked: { one: 'withdrawn permission', many: 'withdrawn permissions' },
}

const names = new Map<string, Name>(Object.entries(NAMES))

/** As the title of one of them; of what could not be read only Twitch's type is known. */
export function kindTitle(kind: string): string {
  const name = names.get(kind)?.one
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : subscriptionName(kind)
}

/** A kind of another version of the app, or one of Twitch's types, is called as it is. */
export function kindName(kind: string): Name {
  return names.get(kind) ?? { one: kind, many: kind }
}

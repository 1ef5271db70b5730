import type { ChannelEventKind } from '#twitch/events/channel_event'

/**
 * Events of which Twitch keeps no list: what happened in a gap stays unknown. For all other types
 * reconciliation and polling find out how things stand.
 */
const UNLISTED: Record<string, ChannelEventKind> = {
  'channel.update': 'channel_updated',
  'channel.subscription.message': 'resubscription',
  'channel.subscription.gift': 'subscription_gift',
  'channel.raid': 'raid',
  'channel.cheer': 'cheer',
  'channel.chat.message': 'chat_message',
  'channel.poll.begin': 'poll_began',
  'channel.poll.progress': 'poll_progressed',
  'channel.poll.end': 'poll_ended',
  'channel.prediction.begin': 'prediction_began',
  'channel.prediction.progress': 'prediction_progressed',
  'channel.prediction.lock': 'prediction_locked',
  'channel.prediction.end': 'prediction_ended',
}

/** As columns for `unnest`: Twitch's types and our kinds. */
export function unlistedColumns(): [types: string[], kinds: string[]] {
  return [Object.keys(UNLISTED), Object.values(UNLISTED)]
}

/** The kind that stays unknown after a gap, by Twitch's type; undefined where a list tells. */
export const unlistedKind = (type: string): ChannelEventKind | undefined => UNLISTED[type]

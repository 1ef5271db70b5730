import type { ChannelEventKind } from '#twitch/events/channel_event'
import { KIND_OF_TYPE } from '#twitch/events/kind_of_type'

/**
 * Events of which Twitch keeps no list: what happened in a gap stays unknown. For all other types
 * reconciliation and polling find out how things stand.
 */
const UNLISTED = [
  'channel.update',
  'channel.subscription.message',
  'channel.subscription.gift',
  'channel.raid',
  'channel.cheer',
  'channel.chat.message',
  'channel.poll.begin',
  'channel.poll.progress',
  'channel.poll.end',
  'channel.prediction.begin',
  'channel.prediction.progress',
  'channel.prediction.lock',
  'channel.prediction.end',
]

/** As columns for `unnest`: Twitch's types and our kinds. */
export function unlistedColumns(): [types: string[], kinds: string[]] {
  return [UNLISTED, UNLISTED.map((type) => KIND_OF_TYPE[type])]
}

/** The kind that stays unknown after a gap, by Twitch's type; undefined where a list tells. */
export const unlistedKind = (type: string): ChannelEventKind | undefined =>
  UNLISTED.includes(type) ? KIND_OF_TYPE[type] : undefined

import type { Fields } from '#twitch/fields'
import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent, RedemptionPayload } from '#twitch/events/channel_event'
import { MalformedData } from '#twitch/fields'

/**
 * A notification in the app's words; null for a type the app does not use.
 *
 * @throws MalformedData when a field is missing or is not what it should be
 */
export function normalise(message: RawMessage, receivedAt: Date): ChannelEvent | null {
  const { event } = message
  const envelope = {
    id: message.messageId,
    source: 'twitch.eventsub',
    version: 1,
    createdAt: message.sentAt,
    receivedAt,
    channelId: event.id('broadcaster_user_id'),
    userId: event.optionalString('user_id'),
    rawPayload: event.raw,
  } as const

  switch (`${message.type}/${message.version}`) {
    case 'channel.channel_points_custom_reward_redemption.add/1':
      return { ...envelope, kind: 'redemption_added', payload: redemption(event) }
    case 'channel.channel_points_custom_reward_redemption.update/1':
      return { ...envelope, kind: 'redemption_updated', payload: redemption(event) }
    case 'stream.online/1':
      return {
        ...envelope,
        kind: 'stream_online',
        payload: { streamId: event.id('id'), startedAt: event.date('started_at') },
      }
    case 'stream.offline/1':
      return { ...envelope, kind: 'stream_offline', payload: {} }
    default:
      return null
  }
}

function redemption(event: Fields): RedemptionPayload {
  const reward = event.object('reward')
  return {
    redemptionId: event.id('id'),
    twitchRewardId: reward.id('id'),
    rewardTitle: reward.string('title'),
    cost: reward.integer('cost'),
    viewer: {
      id: event.id('user_id'),
      login: event.id('user_login'),
      displayName: event.string('user_name'),
    },
    input: event.optionalString('user_input') || null,
    redeemedAt: event.date('redeemed_at'),
    status: redemptionStatus(event.string('status')),
  }
}

/** `unknown` is among the words Twitch documents; it is of no use. */
export function redemptionStatus(word: string): RedemptionPayload['status'] {
  const status = word.toUpperCase()
  if (status === 'UNFULFILLED' || status === 'FULFILLED' || status === 'CANCELED') {
    return status
  }
  throw new MalformedData('status', 'unfulfilled, fulfilled or canceled')
}

import { createHash } from 'node:crypto'
import type { ChannelEvent } from '#twitch/events/channel_event'

/**
 * What Twitch itself identifies an event by, within its channel and kind; null where it
 * gives nothing but a message.
 */
export function naturalKey(event: ChannelEvent): string | null {
  switch (event.kind) {
    case 'redemption_added':
      return event.payload.redemptionId
    case 'redemption_updated':
      return `${event.payload.redemptionId}:${event.payload.status}`
    case 'reward_removed':
      return event.payload.twitchRewardId
    case 'stream_online':
      return event.payload.streamId
    case 'follow':
      return `${event.payload.viewer.id}:${event.payload.followedAt.getTime()}`
    case 'chat_message':
      return event.payload.messageId
    case 'poll_began':
      return event.payload.pollId
    case 'poll_progressed':
      return `${event.payload.pollId}:${contentOf(event)}`
    case 'poll_ended':
      return `${event.payload.pollId}:${event.payload.status}`
    case 'prediction_began':
    case 'prediction_locked':
      return event.payload.predictionId
    case 'prediction_progressed':
      return `${event.payload.predictionId}:${contentOf(event)}`
    case 'prediction_ended':
      return `${event.payload.predictionId}:${event.payload.status}`
    default:
      return null
  }
}

/** The same for events that tell the same. */
export function contentOf({ payload }: ChannelEvent): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('base64url').slice(0, 22)
}

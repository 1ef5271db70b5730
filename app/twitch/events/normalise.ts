import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent } from '#twitch/events/channel_event'
import type { EventReaders } from '#twitch/events/readers/reader'
import { authorizationReaders } from '#twitch/events/readers/authorization'
import { chatReaders } from '#twitch/events/readers/chat'
import { communityReaders } from '#twitch/events/readers/community'
import { questionReaders } from '#twitch/events/readers/questions'
import { redemptionReaders } from '#twitch/events/readers/redemptions'
import { streamReaders } from '#twitch/events/readers/stream'

const readers = new Map(
  Object.entries<EventReaders[string]>({
    ...redemptionReaders,
    ...streamReaders,
    ...communityReaders,
    ...chatReaders,
    ...questionReaders,
    ...authorizationReaders,
  })
)

/** Every subscription type the app can read, as `type/version`. */
export const READABLE_TYPES: readonly string[] = [...readers.keys()]

/** Of the payloads as they are now. */
const VERSION = 1

/**
 * A notification in the app's words; null for a type the app does not use.
 *
 * @throws MalformedData when a field is missing or is not what it should be
 */
export function normalise(message: RawMessage, receivedAt: Date): ChannelEvent | null {
  const read = readers.get(`${message.type}/${message.version}`)
  if (!read) {
    return null
  }
  return {
    id: message.messageId,
    source: 'twitch.eventsub',
    version: VERSION,
    createdAt: message.sentAt,
    receivedAt,
    rawPayload: message.event.raw,
    ...read(message.event),
  }
}

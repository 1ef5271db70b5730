import { Fields } from '#twitch/fields'
import type { RawMessage } from '#twitch/eventsub/frame'
import { storableJson } from '#channels/log/storable_json'

/** A message as it is kept, to be read anew. */
export function toStored({ event, ...message }: RawMessage): string {
  return storableJson({ ...message, event: event.raw })
}

/** @throws MalformedData when it is none */
export function fromStored(stored: unknown): RawMessage {
  const message = new Fields(stored)
  return {
    messageId: message.id('messageId'),
    sentAt: message.date('sentAt'),
    subscriptionId: message.id('subscriptionId'),
    type: message.id('type'),
    version: message.id('version'),
    event: message.object('event'),
  }
}

import { randomUUID } from 'node:crypto'
import { Fields } from '#twitch/fields'
import type { RawMessage } from '#twitch/eventsub/frame'

/** A message as a transport hands it in, of now unless said otherwise. */
export function messageOf(
  type: string,
  event: object,
  changes: Partial<RawMessage> = {}
): RawMessage {
  return {
    messageId: randomUUID(),
    sentAt: new Date(),
    subscriptionId: `of-${type}`,
    type,
    version: ['channel.follow', 'channel.update'].includes(type) ? '2' : '1',
    event: new Fields(event),
    ...changes,
  }
}

export const userFields = (id: string) => ({
  user_id: id,
  user_login: `viewer_${id}`,
  user_name: `Viewer ${id}`,
})

export const cheerOf = (channelId: string, userId: string, changes: Partial<RawMessage> = {}) =>
  messageOf(
    'channel.cheer',
    {
      broadcaster_user_id: channelId,
      ...userFields(userId),
      is_anonymous: false,
      bits: 100,
      message: 'Cheer100',
    },
    changes
  )

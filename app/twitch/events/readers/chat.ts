import type { EventReaders } from '#twitch/events/readers/reader'
import { channelOf, readAnonymous, readPerson } from '#twitch/events/readers/people'

/** What is written in chat, with bits or without. */
export const chatReaders: EventReaders = {
  'channel.chat.message/1': (event) => {
    const chatter = readPerson(event, 'chatter_user')
    return {
      kind: 'chat_message',
      channelId: channelOf(event),
      userId: chatter.id,
      payload: {
        chatter,
        messageId: event.id('message_id'),
        text: event.object('message').string('text'),
        badges: event.list('badges').map((badge) => badge.id('set_id')),
        bits: event.has('cheer') ? event.object('cheer').integer('bits') : null,
        writtenIn: event.has('source_broadcaster_user_id')
          ? event.id('source_broadcaster_user_id')
          : null,
      },
    }
  },
  'channel.cheer/1': (event) => {
    const viewer = readAnonymous(event)
    return {
      kind: 'cheer',
      channelId: channelOf(event),
      userId: viewer?.id ?? null,
      payload: { viewer, bits: event.integer('bits'), message: event.string('message') },
    }
  },
}

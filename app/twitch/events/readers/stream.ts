import type { EventReaders } from '#twitch/events/readers/reader'
import { channelOf, readPerson } from '#twitch/events/readers/people'

/** The stream itself, what is said of it, and who comes along with others. */
export const streamReaders: EventReaders = {
  'stream.online/1': (event) => ({
    kind: 'stream_online',
    channelId: channelOf(event),
    userId: null,
    payload: { streamId: event.id('id'), startedAt: event.date('started_at') },
  }),
  'stream.offline/1': (event) => ({
    kind: 'stream_offline',
    channelId: channelOf(event),
    userId: null,
    payload: {},
  }),
  'channel.update/2': (event) => ({
    kind: 'channel_updated',
    channelId: channelOf(event),
    userId: null,
    payload: {
      title: event.string('title'),
      category: { id: event.string('category_id'), name: event.string('category_name') },
      language: event.string('language'),
    },
  }),
  'channel.raid/1': (event) => {
    const from = readPerson(event, 'from_broadcaster_user')
    return {
      kind: 'raid',
      channelId: event.id('to_broadcaster_user_id'),
      userId: from.id,
      payload: { from, viewers: event.integer('viewers') },
    }
  },
}

import type { Fields } from '#twitch/fields'
import type { ChannelFact } from '#twitch/events/channel_event'

/**
 * Reads the event of one of Twitch's subscription types.
 *
 * @throws MalformedData when a field is missing or is not what it should be
 */
export type EventReader = (event: Fields) => ChannelFact

/** By Twitch's type and version, as in `channel.follow/2`. */
export type EventReaders = Record<string, EventReader>

import { BaseEvent } from '@adonisjs/core/events'
import type { ChannelEvent } from '#twitch/events/channel_event'

/** An event with its place in the log. */
export type StoredEvent = ChannelEvent & { place: number }

/**
 * Events of channels are in the log, each for the first time; told after the commit,
 * in whatever process stored them. Listeners show them; they never decide.
 */
export class ChannelEventsStored extends BaseEvent {
  constructor(public readonly events: readonly StoredEvent[]) {
    super()
  }
}

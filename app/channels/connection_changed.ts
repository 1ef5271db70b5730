import { BaseEvent } from '@adonisjs/core/events'

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'failed' | 'stopped'

/** A streamer's connection to Twitch's events, or one of its subscriptions, is in another state. */
export class ConnectionChanged extends BaseEvent {
  constructor(public readonly streamerId: string) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/** Something could not be handled, or has been after all, or was given up. */
export class EventFailuresChanged extends BaseEvent {
  /** @param channelId Twitch's id of the broadcaster; null when it could not be told */
  constructor(public readonly channelId: string | null) {
    super()
  }
}

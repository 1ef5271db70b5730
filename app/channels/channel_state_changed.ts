import { BaseEvent } from '@adonisjs/core/events'

/** A streamer went live or offline. */
export class ChannelStateChanged extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    public readonly isLive: boolean
  ) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/** The polling of a channel has changed its mode, or a pass has ended; dashboards show it. */
export class PollingChanged extends BaseEvent {
  constructor(public readonly streamerId: string) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/** A user's connection to Twitch began or ended working; dashboards show it. */
export class TwitchAccessChanged extends BaseEvent {
  constructor(
    public readonly userId: string,
    public readonly state: 'valid' | 'refused' | 'revoked'
  ) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/** A reward is wanted otherwise, or Twitch has followed or refused; dashboards show it. */
export class RewardChanged extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    /** Null: the channel's list of rewards. */
    public readonly rewardId: string | null
  ) {
    super()
  }
}

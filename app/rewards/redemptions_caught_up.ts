import { BaseEvent } from '@adonisjs/core/events'

/** Redemptions that no event had told of were found in Twitch's list and taken in. */
export class RedemptionsCaughtUp extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    public readonly count: number,
    /** How long nobody had listened before; null when there was no gap that explains it. */
    public readonly gapSeconds: number | null
  ) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/**
 * Redemptions have entered the ledger, told after the commit and at most a few
 * times a second for each campaign and streamer. Listeners show it; they never decide.
 */
export class RedemptionReceived extends BaseEvent {
  constructor(
    public readonly campaignId: string | null,
    public readonly streamerId: string | null,
    public readonly count: number
  ) {
    super()
  }
}

import { BaseEvent } from '@adonisjs/core/events'

/**
 * Redemptions have ended, or are stuck, told after the commit and coalesced as
 * `RedemptionReceived` is. Listeners show it; they never decide.
 */
export class RedemptionSettled extends BaseEvent {
  constructor(
    public readonly campaignId: string | null,
    public readonly streamerId: string | null,
    public readonly fulfilled: number,
    public readonly refunded: number,
    public readonly stuck: number
  ) {
    super()
  }
}

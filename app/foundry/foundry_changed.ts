import { BaseEvent } from '@adonisjs/core/events'

export type FoundryChange = 'connection' | 'lease' | 'roll' | 'command'

/**
 * Something of a campaign's table is new, told after the commit to whoever
 * shows it. It carries no facts: those are read from the rows.
 */
export class FoundryChanged extends BaseEvent {
  constructor(
    public readonly campaignId: string,
    public readonly change: FoundryChange
  ) {
    super()
  }
}

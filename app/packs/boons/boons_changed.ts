import { BaseEvent } from '@adonisjs/core/events'
import type { AfterCommit } from '#core/transact'

/** Viewers ask something else of a campaign's game masters: their pages read it again. */
export class BoonsChanged extends BaseEvent {
  constructor(public readonly campaignId: string) {
    super()
  }
}

export function boonsChanged(after: AfterCommit, campaignId: string): void {
  after.afterCommit(() => BoonsChanged.dispatch(campaignId))
}

import { BaseEvent } from '@adonisjs/core/events'
import type { PublicInstance } from '../../overlay/contract.js'

/** What happened to an instance; the names are those of the broadcasts. */
export type InstanceChange =
  | { event: 'gamification:instance_created' }
  | { event: 'gamification:instance_progress' }
  | { event: 'gamification:instance_armed' }
  | { event: 'gamification:instance_consumed'; character: string | null; natural: number | null }
  | {
      event: 'gamification:action_executed'
      success: boolean
      message: string
      character: string | null
      originalValue: number | null
      invertedValue: number | null
    }
  | { event: 'gamification:instance_expired' }
  | { event: 'gamification:instance_cancelled' }
  | { event: 'gamification:instance_failed'; message: string }
  | {
      event: 'gamification:contributions_refunded'
      count: number
      failed: number
      reason: string
    }

/**
 * Told after the commit, to whoever shows it. Listeners broadcast; they never
 * decide, and nothing is owed to anybody by this event alone.
 */
export class InstanceChanged extends BaseEvent {
  constructor(
    public readonly campaignId: string,
    /** Null for a group instance. */
    public readonly streamerId: string | null,
    public readonly instance: PublicInstance,
    public readonly change: InstanceChange
  ) {
    super()
  }
}

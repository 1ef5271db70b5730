import { BaseEvent } from '@adonisjs/core/events'

/**
 * The refunds of an instance are through: none waits any more. Told after the
 * commit; listeners show it, they never decide.
 */
export class RefundsEnded extends BaseEvent {
  constructor(
    public readonly instanceId: string,
    public readonly count: number,
    /** Those that are stuck. */
    public readonly failed: number,
    public readonly reason: string
  ) {
    super()
  }
}

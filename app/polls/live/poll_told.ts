import { BaseEvent } from '@adonisjs/core/events'
import type { PollState } from '#polls/poll_state'

/** How a poll stands, for whoever shows it elsewhere; at most twice a second from each process. */
export class PollTold extends BaseEvent {
  constructor(public readonly poll: PollState) {
    super()
  }
}

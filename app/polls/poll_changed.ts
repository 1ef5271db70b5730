import { BaseEvent } from '@adonisjs/core/events'

/** Something of a poll is different, after the commit. Who shows it reads how it stands. */
export class PollChanged extends BaseEvent {
  constructor(public readonly pollId: string) {
    super()
  }
}

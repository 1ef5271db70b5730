import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { transact } from '#core/transact'
import { claimDue, type DueChannel } from '#polls/work/due_channel'
import { WorkOnPart } from '#polls/work/work_on_part'

/** Does what is due, all channels side by side: one on which Twitch is slow holds up nobody. */
@inject()
export class PollWorker {
  #running = new Set<Promise<void>>()

  constructor(
    private work: WorkOnPart,
    private logger: Logger
  ) {}

  /** @returns true when something was due: there may be more */
  async execute(): Promise<boolean> {
    const due = await transact(claimDue)
    due.forEach((channel) => this.#start(channel))
    return due.length > 0
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running)
    }
  }

  #start(channel: DueChannel): void {
    const running = this.#turn(channel).finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  /** What is not written down is found again when the turn is over. */
  async #turn(channel: DueChannel): Promise<void> {
    try {
      await this.work.execute(channel)
    } catch (error) {
      const { id, pollId } = channel
      this.logger.error({ event: 'polls.turn_lost', id, pollId, err: error }, 'A poll’s turn')
    }
  }
}

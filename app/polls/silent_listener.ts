import { PollListener } from '#polls/ports'

/** What listens while no feature does: votes are counted, and nothing follows from them. */
export class SilentPollListener extends PollListener {
  async onPoll() {
    return true
  }
}

import type { ApplicationService } from '@adonisjs/core/types'
import { Departures } from '#campaigns/departures'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { Notifications } from '#core/jobs/notifications'
import { hasRole } from '#core/roles'
import { PollListener } from '#polls/ports'
import { PollChanged } from '#polls/poll_changed'
import { SilentPollListener } from '#polls/silent_listener'

/** Polls: votes come from the channels, a worker asks and ends them on Twitch, pages are told. */
export default class PollsProvider {
  constructor(protected app: ApplicationService) {}

  /** A feature above binds its own listener; until one does, nothing follows from a poll. */
  register() {
    if (!this.app.container.hasBinding(PollListener)) {
      this.app.container.bind(PollListener, () => new SilentPollListener())
    }
  }

  async boot() {
    await this.#followChannels()
    await this.#followCampaigns()

    const { TellPolls } = await import('#polls/live/tell_polls')
    const emitter = await this.app.container.make('emitter')
    const pages = await this.app.container.make(TellPolls)
    emitter.on(PollChanged, ({ pollId }) => pages.changed(pollId))
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { Worker } = await import('#core/jobs/worker')
    const { PollWorker } = await import('#polls/work/poll_worker')
    const { TellTriggers } = await import('#polls/work/tell_triggers')
    const polls = await this.app.container.make(PollWorker)
    const triggers = await this.app.container.make(TellTriggers)
    const notifications = await this.app.container.make(Notifications)
    const workers = [
      new Worker({ name: 'polls', channel: 'polls', work: () => polls.execute() }, notifications),
      new Worker({ name: 'poll triggers', work: () => triggers.execute() }),
    ]
    workers.forEach((worker) => worker.start())
    this.app.terminating(async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
      await polls.idle()
    })
  }

  async #followChannels() {
    const { container } = this.app
    const { ChatVotes, followTwitchEnd, followTwitchPoll } =
      await import('#polls/votes/follow_channels')
    const { EndPart } = await import('#polls/work/end_part')
    const handlers = await container.make(ChannelEventHandlers)
    const votes = new ChatVotes()
    handlers
      .on('chat_message', 'polls', (event) => votes.take(event))
      .on('poll_progressed', 'polls', followTwitchPoll)
      .on('poll_ended', 'polls', async (event) =>
        followTwitchEnd(await container.make(EndPart), event)
      )
  }

  async #followCampaigns() {
    const { cancelPollsOf, endPartOf } = await import('#polls/control/stop_poll')
    const departures = await this.app.container.make(Departures)
    departures.whenArchived(cancelPollsOf)
    departures.whenStreamerLeaves(endPartOf)
  }
}

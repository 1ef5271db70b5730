import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { transact } from '#core/transact'
import { type PollOnTwitch, PollsApi } from '#twitch/api/polls_api'
import { TwitchError } from '#twitch/twitch_error'
import { AskTwitch } from '#polls/work/ask_twitch'
import { comeAgain, type DueChannel } from '#polls/work/due_channel'
import { type Ending, EndPart } from '#polls/work/end_part'
import { isClosedToUs, isTooLate, mayWorkLater } from '#polls/work/failures'
import { fallBackToChat } from '#polls/work/fall_back_to_chat'
import { TOO_LATE, UNCONFIRMED, whyNotAsked } from '#polls/work/problems'
import { recordOpened } from '#polls/work/record_opened'
import { takeTwitchVotes } from '#polls/votes/twitch_votes'
import { PollChanged } from '#polls/poll_changed'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 8_000
/** Twitch's clock and ours end a poll at about the same time. */
const NOT_OVER_YET_MS = 2_000
/** One turn of a poll's part on a channel: asked, read or ended on Twitch, and what came of it written down. */
@inject()
export class WorkOnPart {
  constructor(
    private api: PollsApi,
    private ask: AskTwitch,
    private endPart: EndPart,
    private logger: Logger
  ) {}

  async execute(channel: DueChannel): Promise<void> {
    if (channel.method === 'chat') {
      return this.#end(channel, { state: 'ended' })
    }
    try {
      await this.#turn(channel)
    } catch (error) {
      await this.#failed(channel, error)
    }
  }

  #turn(channel: DueChannel): Promise<void> {
    switch (channel.state) {
      case 'starting':
        return this.#open(channel)
      case 'running':
        return this.#look(channel)
      case 'ending':
        return this.#close(channel)
    }
  }

  async #open(channel: DueChannel): Promise<void> {
    if (channel.secondsLeft <= 0 && channel.attempt === 1) {
      return this.#end(channel, { state: 'failed', problem: TOO_LATE })
    }
    const poll =
      channel.secondsLeft > 0 ? await this.ask.execute(channel) : await this.ask.find(channel)
    if (!poll) {
      return this.#end(channel, { state: 'failed', problem: TOO_LATE })
    }
    const isWanted = await transact((sql, after) => recordOpened(sql, after, channel, poll))
    if (!isWanted) {
      await this.#endOnTwitch(channel, poll.id)
    }
  }

  /** The time is up, and nobody has told of the end. */
  async #look(channel: DueChannel): Promise<void> {
    const poll = await this.api.find(channel.broadcasterId, channel.twitchPollId ?? '')
    if (!poll?.isActive) {
      return this.#end(channel, poll ? withVotes(poll) : { state: 'ended', problem: UNCONFIRMED })
    }
    await this.#stillRuns(channel, poll)
  }

  async #close(channel: DueChannel): Promise<void> {
    const id = channel.twitchPollId ?? (await this.#recover(channel))
    if (id === null) {
      return this.#end(channel, { state: 'ended' })
    }
    const poll = await this.#endOnTwitch(channel, id)
    await this.#end(channel, poll ? withVotes(poll) : { state: 'ended' })
  }

  /** Ended while it was being asked: Twitch may have a poll of which nobody knows. */
  async #recover(channel: DueChannel): Promise<string | null> {
    const poll = await this.ask.find(channel)
    if (poll) {
      await transact((sql, after) => recordOpened(sql, after, channel, poll))
    }
    return poll?.id ?? null
  }

  async #endOnTwitch({ broadcasterId, closeAs }: DueChannel, id: string) {
    try {
      return await this.api.end(broadcasterId, id, closeAs === 'terminated')
    } catch (error) {
      if (error instanceof TwitchError && ['invalid', 'not_found'].includes(error.kind)) {
        return this.api.find(broadcasterId, id)
      }
      throw error
    }
  }

  async #stillRuns(channel: DueChannel, poll: PollOnTwitch): Promise<void> {
    await transact(async (sql, after) => {
      const changed = await takeTwitchVotes(sql, poll.id, poll.choices)
      if (changed) after.afterCommit(() => PollChanged.dispatch(changed))
      await comeAgain(sql, channel, NOT_OVER_YET_MS)
    })
  }

  async #failed(channel: DueChannel, error: unknown): Promise<void> {
    const { pollId, state, attempt } = channel
    this.logger.warn({ event: 'polls.turn_failed', pollId, state, attempt, err: error }, 'A poll')

    if (mayWorkLater(error) && !isTooLate(channel)) {
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
      const asked = error instanceof TwitchError ? (error.retryAfterMs ?? 0) : 0
      return transact((sql) => comeAgain(sql, channel, Math.max(pause, asked)))
    }
    if (state !== 'starting') {
      return this.#end(channel, { state: 'ended', problem: UNCONFIRMED })
    }
    if (channel.hasChat && channel.secondsLeft > 0 && isClosedToUs(error)) {
      return transact((sql, after) => fallBackToChat(sql, after, channel))
    }
    const problem = mayWorkLater(error) ? TOO_LATE : whyNotAsked(error)
    await this.#end(channel, { state: 'failed', problem })
  }

  async #end(channel: DueChannel, ending: Ending): Promise<void> {
    await transact((sql, after) => this.endPart.execute(sql, after, channel, ending))
  }
}

const withVotes = ({ choices }: PollOnTwitch): Ending => ({ state: 'ended', votes: choices })

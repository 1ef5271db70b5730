import { inject } from '@adonisjs/core'
import type { HelixPoll } from '@twurple/api'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'

/** How many of a channel's polls are looked through for one, newest first: Twitch's own page. */
const LATEST = 20

export interface PollOnTwitch {
  id: string
  title: string
  /** In the order in which they were given. */
  choices: { id: string; title: string; votes: number }[]
  isActive: boolean
  startedAt: Date
}

/**
 * Polls, with the broadcaster's own token. Each call is one attempt and throws TwitchError.
 *
 * @see https://dev.twitch.tv/docs/api/reference/#create-poll
 */
@inject()
export class PollsApi {
  constructor(private client: TwitchClient) {}

  /** @throws TwitchError `invalid` also while another poll is running: Twitch allows one at a time */
  async create(
    broadcasterId: string,
    poll: { title: string; choices: string[]; seconds: number }
  ): Promise<PollOnTwitch> {
    const { title, choices, seconds: duration } = poll
    return describe(await this.client.polls.createPoll(broadcasterId, { title, choices, duration }))
  }

  /** The channel's latest polls, whoever asked them. */
  async latest(broadcasterId: string): Promise<PollOnTwitch[]> {
    const { data } = await this.client.polls.getPolls(broadcasterId, { limit: LATEST })
    return data.map(describe)
  }

  /** Null when Twitch does not know it (any more). */
  async find(broadcasterId: string, pollId: string): Promise<PollOnTwitch | null> {
    try {
      const poll = await this.client.polls.getPollById(broadcasterId, pollId)
      return poll && describe(poll)
    } catch (error) {
      if (error instanceof TwitchError && error.kind === 'not_found') {
        return null
      }
      throw error
    }
  }

  /**
   * Ends a running poll, with its votes so far.
   *
   * @param isShown whether viewers go on seeing the result
   * @throws TwitchError `invalid` when it is not running any more
   */
  async end(broadcasterId: string, pollId: string, isShown: boolean): Promise<PollOnTwitch> {
    return describe(await this.client.polls.endPoll(broadcasterId, pollId, isShown))
  }
}

function describe(poll: HelixPoll): PollOnTwitch {
  return {
    id: poll.id,
    title: poll.title,
    choices: poll.choices.map(({ id, title, totalVotes: votes }) => ({ id, title, votes })),
    isActive: poll.status === 'ACTIVE',
    startedAt: poll.startDate,
  }
}

import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { type PollOnTwitch, PollsApi } from '#twitch/api/polls_api'
import { TwitchError } from '#twitch/twitch_error'
import type { DueChannel } from '#polls/work/due_channel'

/** Twitch's bounds for how long a poll runs. */
const [SHORTEST, LONGEST] = [15, 1800]
/** By how much Twitch's clock may be behind the database's. */
const CLOCKS_MS = 60_000

/** Somebody else's poll is running on the channel. */
export class ForeignPoll extends Error {}

const isRefusal = (error: unknown) =>
  error instanceof TwitchError && (error.kind === 'invalid' || error.kind === 'conflict')

/**
 * Makes a channel's poll on Twitch, or finds the one that was made and never recorded: a
 * process can end between Twitch's answer and the commit.
 */
@inject()
export class AskTwitch {
  constructor(private api: PollsApi) {}

  /** @throws ForeignPoll, TwitchError */
  async execute(channel: DueChannel): Promise<PollOnTwitch> {
    const lost = channel.attempt > 1 ? await this.find(channel) : null
    if (lost) {
      return lost
    }
    try {
      return await this.api.create(channel.broadcasterId, {
        title: channel.question,
        choices: channel.options,
        seconds: Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(channel.secondsLeft))),
      })
    } catch (error) {
      if (!isRefusal(error)) {
        throw error
      }
      return this.#findOrGiveUp(channel, error)
    }
  }

  /** The poll with this question and these options that was begun for us and that we know nothing of. */
  async find(channel: DueChannel): Promise<PollOnTwitch | null> {
    const [known, polls] = await Promise.all([
      knownPolls(channel),
      this.api.latest(channel.broadcasterId),
    ])
    return polls.find((poll) => isOurs(poll, channel) && !known.has(poll.id)) ?? null
  }

  /** Refused, for another poll is running: whose? */
  async #findOrGiveUp(channel: DueChannel, refusal: unknown): Promise<PollOnTwitch> {
    const ours = await this.find(channel)
    if (ours) {
      return ours
    }
    const polls = await this.api.latest(channel.broadcasterId)
    throw polls.some(({ isActive }) => isActive) ? new ForeignPoll() : refusal
  }
}

function isOurs(poll: PollOnTwitch, { question, options, askedAt }: DueChannel): boolean {
  return (
    poll.title === question &&
    poll.choices.length === options.length &&
    poll.choices.every(({ title }, index) => title === options[index]) &&
    poll.startedAt.getTime() >= askedAt.getTime() - CLOCKS_MS
  )
}

/** Twitch's ids of the channel's other polls of ours. */
async function knownPolls({ id, broadcasterId }: DueChannel): Promise<Set<string>> {
  const rows = await onLucid(db.connection()).run<{ twitch_poll_id: string }>(
    `SELECT twitch_poll_id FROM poll_channels
     WHERE broadcaster_id = $1 AND id <> $2 AND twitch_poll_id IS NOT NULL
       AND started_at > now() - interval '1 day'`,
    [broadcasterId, id]
  )
  return new Set(rows.map((row) => row.twitch_poll_id))
}

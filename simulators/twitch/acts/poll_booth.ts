import { randomUUID } from 'node:crypto'
import { badRequest, Problem } from '../http/problem.ts'
import { broadcasterFields } from './people.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { User } from '../world/model.ts'
import type { Poll, PollStatus } from '../world/polls.ts'

export interface PollDraft {
  title: string
  choices: string[]
  durationSeconds: number
  pointsPerVote: number | null
}

/** Asks, counts and closes polls, one at a time per channel. */
export class PollBooth {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  /** @throws Problem 403 for a channel that is neither affiliate nor partner; 400 while another poll runs or a value is out of bounds */
  open(broadcaster: User, draft: PollDraft): Poll {
    assertBounds(draft)
    if (broadcaster.broadcasterType === '') {
      throw new Problem(403, 'The broadcaster must have partner or affiliate status.')
    }
    if (this.#world.polls.open(broadcaster.id)) {
      throw badRequest('The broadcaster already has a poll that is active', 'POLL_ACTIVE')
    }
    const perVote = draft.pointsPerVote
    const poll: Poll = {
      id: randomUUID(),
      broadcasterId: broadcaster.id,
      title: draft.title,
      choices: draft.choices.map((title) => ({
        id: randomUUID(),
        title,
        votes: 0,
        pointVotes: 0,
      })),
      pointsVoting: { enabled: perVote !== null, perVote: perVote ?? 0 },
      durationSeconds: draft.durationSeconds,
      status: 'ACTIVE',
      startedAt: this.#world.clock.now(),
      endedAt: null,
    }
    this.#world.polls.add(poll)
    this.#tell('begin', poll)
    return poll
  }

  vote(poll: Poll, choice: string, votes: number, pointVotes: number): void {
    const chosen = poll.choices.find(({ id, title }) => id === choice || title === choice)
    if (!chosen) throw badRequest(`The poll has no choice "${choice}"`, 'NO_SUCH_CHOICE')
    chosen.votes += votes + pointVotes
    chosen.pointVotes += pointVotes
    this.#tell('progress', poll)
  }

  close(poll: Poll, status: Exclude<PollStatus, 'ACTIVE'>): void {
    poll.status = status
    poll.endedAt = this.#world.clock.now()
    this.#tell('end', poll)
  }

  /** Ends what has run its time. */
  sweep(): void {
    for (const poll of this.#world.polls.allOpen()) {
      const endsAt = poll.startedAt + poll.durationSeconds * 1000
      if (endsAt <= this.#world.clock.now()) this.close(poll, 'COMPLETED')
    }
  }

  helix(poll: Poll) {
    const { clock, users } = this.#world
    const broadcaster = users.get(poll.broadcasterId)
    return {
      id: poll.id,
      broadcaster_id: broadcaster.id,
      broadcaster_login: broadcaster.login,
      broadcaster_name: broadcaster.displayName,
      title: poll.title,
      choices: choicesOf(poll),
      bits_voting_enabled: false,
      bits_per_vote: 0,
      channel_points_voting_enabled: poll.pointsVoting.enabled,
      channel_points_per_vote: poll.pointsVoting.perVote,
      status: poll.status,
      duration: poll.durationSeconds,
      started_at: clock.stamp(poll.startedAt),
      ended_at: poll.endedAt === null ? null : clock.stamp(poll.endedAt),
    }
  }

  #tell(stage: 'begin' | 'progress' | 'end', poll: Poll): void {
    const { clock, users } = this.#world
    const endsAt = clock.stamp(poll.startedAt + poll.durationSeconds * 1000)
    const ending =
      stage === 'end'
        ? { status: poll.status.toLowerCase(), ended_at: clock.stamp(poll.endedAt ?? clock.now()) }
        : { ends_at: endsAt }
    this.#hub.publish({
      type: `channel.poll.${stage}`,
      facts: { broadcaster_user_id: poll.broadcasterId },
      event: {
        id: poll.id,
        ...broadcasterFields(users.get(poll.broadcasterId)),
        title: poll.title,
        choices: choicesOf(poll),
        bits_voting: { is_enabled: false, amount_per_vote: 0 },
        channel_points_voting: {
          is_enabled: poll.pointsVoting.enabled,
          amount_per_vote: poll.pointsVoting.perVote,
        },
        started_at: clock.stamp(poll.startedAt),
        ...ending,
      },
    })
    this.#world.changed()
  }
}

function choicesOf(poll: Poll) {
  return poll.choices.map(({ id, title, votes, pointVotes }) => ({
    id,
    title,
    bits_votes: 0,
    channel_points_votes: pointVotes,
    votes,
  }))
}

function assertBounds({ title, choices, durationSeconds, pointsPerVote }: PollDraft): void {
  const bad = (message: string) => badRequest(message)
  if (title.length < 1 || title.length > 60) throw bad('title must have 1 to 60 characters')
  if (choices.length < 2 || choices.length > 5) throw bad('A poll has 2 to 5 choices')
  if (choices.some((choice) => choice.length < 1 || choice.length > 25)) {
    throw bad('A choice has 1 to 25 characters')
  }
  if (durationSeconds < 15 || durationSeconds > 1800) throw bad('duration must be 15 to 1800')
  if (pointsPerVote !== null && (pointsPerVote < 1 || pointsPerVote > 1_000_000)) {
    throw bad('channel_points_per_vote must be 1 to 1000000')
  }
}

import type { PollNews } from '#polls/ports'

export type PollStatus = 'running' | 'ended' | 'cancelled'
export type VoteMethod = 'twitch' | 'chat'
export type PollChannelState = 'starting' | 'running' | 'ending' | 'ended' | 'failed'

/** A poll's part on one channel. */
export type PollChannel = {
  /** Null when the account is gone, and on public pages. */
  streamerId: string | null
  streamer: string
  /** Null when the channel was left out. */
  method: VoteMethod | null
  state: PollChannelState
  votes: number[]
  total: number
  /** For the campaign's members: what is wrong there, and what to do. */
  problem: string | null
}

/** How a poll stands. */
export type PollState = {
  id: string
  question: string
  /** With the votes of all channels together. */
  options: { text: string; votes: number }[]
  total: number
  status: PollStatus
  /** Rises with each change; what comes with a lower one is old news. */
  version: number
  startedAt: string
  endsAt: string
  endedAt: string | null
  channels: PollChannel[]
}

/** A state with the campaign it belongs to. */
export interface ReadPoll {
  campaignId: string
  poll: PollState
}

export const OPEN_STATES_SQL = `'starting', 'running', 'ending'`

/** What anybody watching may know: not what is wrong on which channel, nor by what id we know it. */
export function toPublic(poll: PollState): PollState {
  return {
    ...poll,
    channels: poll.channels
      .filter(({ method }) => method !== null)
      .map((channel) => ({ ...channel, streamerId: null, problem: null })),
  }
}

export function toNews({ campaignId, poll }: ReadPoll): PollNews {
  const { id: pollId, question, options, total, status } = poll
  return { pollId, campaignId, question, options, total, isOver: status !== 'running' }
}

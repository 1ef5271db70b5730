import type { TwitchScope } from '#twitch/twitch_driver'
import type { VoteMethod } from '#polls/poll_state'

/** A streamer of the campaign, as far as it matters to a poll. */
export interface Candidate {
  /** This is the campaign the streamer plays now. */
  isLive: boolean
  /** Twitch accepts the connection. */
  isConnected: boolean
  isAffiliate: boolean
  /** Ids of the channel's parts that are switched on. */
  features: string[]
  scopes: string[]
  /** A poll of ours is still open on the channel. */
  isBusy: boolean
}

export type WayToVote = { method: VoteMethod } | { problem: string }

const POLLS: TwitchScope = 'channel:manage:polls'
const CHAT: TwitchScope = 'user:read:chat'

export const BUSY =
  'Another poll of ours is still open on this channel. Try again once it has ended.'

/** How viewers of a channel vote: by Twitch's poll where it can be, else in chat, else not; then why. */
export function wayToVote(candidate: Candidate): WayToVote {
  const { isLive, isConnected, isAffiliate, features, scopes, isBusy } = candidate
  if (!isLive) {
    return problem('Does not play this campaign now. The streamer chooses it on the dashboard.')
  }
  if (!isConnected) {
    return problem('The connection to Twitch is broken. The streamer signs in with Twitch again.')
  }
  if (isBusy) {
    return problem(BUSY)
  }

  const hasPolls = features.includes('polls')
  const hasChat = features.includes('chat')
  if (hasPolls && isAffiliate && scopes.includes(POLLS)) {
    return { method: 'twitch' }
  }
  if (hasChat && scopes.includes(CHAT)) {
    return { method: 'chat' }
  }

  if (hasPolls && !isAffiliate) {
    return problem(
      'Twitch has polls for affiliates and partners only. The streamer can switch on “Chat” on the dashboard, so that viewers vote with !1 and !2.'
    )
  }
  if (hasPolls || hasChat) {
    const label = hasPolls ? 'Polls' : 'Chat'
    return problem(
      `Twitch has to allow it there. The streamer switches “${label}” off and on again on the dashboard.`
    )
  }
  return problem(
    'Neither “Polls” nor “Chat” is switched on. The streamer switches one on, on the dashboard.'
  )
}

const problem = (sentence: string) => ({ problem: sentence })

import { TwitchError } from '#twitch/twitch_error'
import { ForeignPoll } from '#polls/work/ask_twitch'
import type { DueChannel } from '#polls/work/due_channel'

/** After its end nothing is waited for any longer than that. */
const GIVE_UP_SECONDS = 300

/** Not one of Twitch's refusals: the network, the database, a mistake of ours that a restart may cure. */
export function mayWorkLater(error: unknown): boolean {
  return error instanceof TwitchError ? error.isRetryable : !(error instanceof ForeignPoll)
}

export function isTooLate({ state, secondsLeft, secondsOver }: DueChannel): boolean {
  return state === 'starting' ? secondsLeft <= 0 : secondsOver > GIVE_UP_SECONDS
}

/** The channel has no polls, or we may not use them. */
export function isClosedToUs(error: unknown): boolean {
  return (
    error instanceof TwitchError &&
    ['not_affiliate', 'forbidden', 'missing_scope'].includes(error.kind)
  )
}

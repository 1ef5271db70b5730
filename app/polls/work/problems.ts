import { TwitchError } from '#twitch/twitch_error'
import { ForeignPoll } from '#polls/work/ask_twitch'

export const TOO_LATE =
  'Twitch did not answer before the time was up, so nobody could vote there. Ask again.'
export const UNCONFIRMED =
  'Twitch did not confirm the last count, so the latest votes may be missing.'

/** Why a channel takes no votes, and what to do, for the campaign's members. */
export function whyNotAsked(error: unknown): string {
  if (error instanceof ForeignPoll) {
    return 'Another poll is running on this channel, and Twitch allows one at a time. End it there, or wait for its end, then ask again.'
  }
  if (!(error instanceof TwitchError)) {
    return 'Something went wrong on our side. Ask again.'
  }
  if (error.kind === 'missing_scope') {
    return 'Twitch has to allow polls there. The streamer switches “Polls” off and on again on the dashboard.'
  }
  if (error.kind === 'not_affiliate' || error.kind === 'forbidden') {
    return 'Twitch has polls for affiliates and partners only. The streamer can switch on “Chat” on the dashboard, so that viewers vote with !1 and !2.'
  }
  return error.message
}

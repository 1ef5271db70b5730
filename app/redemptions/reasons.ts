/**
 * Why a redemption ended as it did, in words for the viewer who paid. The code
 * is what `redemptions.reason` holds.
 */
const SENTENCES = {
  completed: 'It worked: the table felt it.',
  over_objective: 'The goal had just been reached, so your points came back.',
  already_armed: 'The goal had already been reached, so your points came back.',
  cooling_down: 'The event was cooling down, so your points came back.',
  event_disabled: 'The event was switched off, so your points came back.',
  unknown_reward: 'This reward does not belong to an event any more, so your points came back.',
  expired: 'The goal was not reached in time, so your points came back.',
  cancelled: 'The game master called it off, so your points came back.',
  rejected: 'The game master did not allow it this time, so your points came back.',
  action_failed: 'It could not be done at the table, so your points came back.',
  action_unsupported: 'The table cannot do that, so your points came back.',
  action_expired: 'The table did not answer in time, so your points came back.',
  streamer_offline: 'The stream went offline, so your points came back.',
  bought_offline: 'The stream was off at that moment, so your points came back.',
  streamer_left: 'The streamer left the campaign, so your points came back.',
  reward_renewed: 'The streamer made the reward anew, so your points came back.',
  viewer_cap: 'You had already taken part as often as allowed, so your points came back.',
  no_instance_open: 'Nothing was waiting for it at that moment, so your points came back.',
  campaign_break: 'The table was on a break, so your points came back.',
  campaign_archived: 'The campaign has ended, so your points came back.',
  panic: 'The game master stopped everything, so your points came back.',
  late: 'It reached us after its moment had passed, so your points came back.',
  reward_deleted: 'The reward was deleted on Twitch, which counts the points as spent.',
  refund_unconfirmed:
    'The refund was sent to Twitch, but the reward was deleted before Twitch answered. If the points are not back, Twitch counts them as spent.',
  settled_on_twitch: 'Settled by hand on Twitch.',
} as const

export type Reason = keyof typeof SENTENCES

/** Nobody knows whether the points are back. */
export const isUnconfirmed = (code: string | null): boolean => code === 'refund_unconfirmed'

function isReason(code: string): code is Reason {
  return Object.hasOwn(SENTENCES, code)
}

/** A sentence for the viewer; a code this version does not know is still honest. */
export function reasonSentence(code: string | null): string | null {
  if (code === null) {
    return null
  }
  return isReason(code) ? SENTENCES[code] : 'It ended for another reason.'
}

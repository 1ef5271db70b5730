/**
 * Why points went back, as a sentence without its full stop. The code is what
 * `redemptions.reason` holds.
 */
const CAUSES = {
  over_objective: 'The goal had just been reached',
  already_armed: 'The goal had already been reached',
  cooling_down: 'The event was cooling down',
  event_disabled: 'The event was switched off',
  unknown_reward: 'This reward does not belong to an event any more',
  expired: 'The goal was not reached in time',
  cancelled: 'The game master called it off',
  rejected: 'The game master did not allow it this time',
  action_failed: 'It could not be done at the table',
  action_unsupported: 'The table cannot do that',
  action_expired: 'The table did not answer in time',
  streamer_offline: 'The stream went offline',
  bought_offline: 'The stream was off at that moment',
  streamer_left: 'The streamer left the campaign',
  reward_renewed: 'The streamer made the reward anew',
  viewer_cap: 'You had already taken part as often as allowed',
  no_instance_open: 'Nothing was waiting for it at that moment',
  campaign_break: 'The table was on a break',
  campaign_archived: 'The campaign has ended',
  quiet_time: 'The table had a quiet time',
  character_out: 'That character does not take part',
  too_intense: 'It was more than that character takes part in',
  panic: 'The game master stopped everything',
  pack_archived: 'The card set is not opened any more',
  pack_off_sale: 'The pack was not on sale',
  pack_out_of_time: 'The card set was not on sale at that time',
  pack_without_overlay: 'Nobody could have seen it: the overlay was closed',
  pack_failed: 'The pack could not be opened',
  pack_given_back: 'The streamer gave it back',
  late: 'It reached us after its moment had passed',
} as const

/** How else a redemption can end, in words for the viewer who paid. */
const ENDS = {
  completed: 'It worked: the table felt it.',
  pack_shown: 'The pack was opened: its cards are in your collection.',
  reward_deleted: 'The reward was deleted on Twitch, which counts the points as spent.',
  refund_unconfirmed:
    'The refund was sent to Twitch, but the reward was deleted before Twitch answered. If the points are not back, Twitch counts them as spent.',
  settled_on_twitch: 'Settled by hand on Twitch.',
} as const

export type Reason = keyof typeof CAUSES | keyof typeof ENDS

/** Nobody knows whether the points are back. */
export const isUnconfirmed = (code: string | null): boolean => code === 'refund_unconfirmed'

const UNKNOWN = 'It ended for another reason.'

const isCause = (code: string): code is keyof typeof CAUSES => Object.hasOwn(CAUSES, code)
const isEnd = (code: string): code is keyof typeof ENDS => Object.hasOwn(ENDS, code)

/** A sentence for the viewer; a code this version does not know is still honest. */
export function reasonSentence(code: string | null): string | null {
  return code !== null && isCause(code)
    ? `${CAUSES[code]}, so your points came back.`
    : plainReason(code)
}

/** The same for those whose points they were not. */
export function plainReason(code: string | null): string | null {
  if (code === null) {
    return null
  }
  if (isCause(code)) {
    return `${CAUSES[code]}.`
  }
  return isEnd(code) ? ENDS[code] : UNKNOWN
}

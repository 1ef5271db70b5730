/** Why redemptions cannot be settled, and what a person can do; by `redemptions.stuck_cause`. */
const CAUSES = new Map([
  [
    'unauthorized',
    {
      sentence: 'Twitch no longer accepts our permission for this channel.',
      toDo: 'The streamer connects Twitch again. Everything then goes on by itself.',
    },
  ],
  [
    'refused',
    {
      sentence: 'Twitch does not let us settle it.',
      toDo: 'Settle it in the reward queue on Twitch. We notice, and write it down.',
    },
  ],
  [
    'missing_on_twitch',
    {
      sentence: 'Twitch does not know it any more.',
      toDo: 'Look for it in the reward queue on Twitch. We look again every few minutes.',
    },
  ],
])

const UNKNOWN = {
  sentence: 'Twitch has not settled it.',
  toDo: 'We try again every few minutes.',
}

/** A sentence each: what is wrong, and the one thing to do. */
export function stuckCause(code: string): { sentence: string; toDo: string } {
  return CAUSES.get(code) ?? UNKNOWN
}

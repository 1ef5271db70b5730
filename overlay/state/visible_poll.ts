import type { OverlayState, ShownPoll } from './overlay_state.ts'

/** The result stays up that long, milliseconds. */
const RESULT_MS = 12_000
/** So long after its time a lost message no longer keeps a poll up: the last votes come in meanwhile. */
const GRACE_MS = 30_000

/** The poll that is on screen; null for most of the time. `now` is this machine's clock, epoch milliseconds. */
export function visiblePoll({ poll, clockOffset }: OverlayState, now: number): ShownPoll | null {
  if (poll === null || poll.status === 'cancelled') return null

  const until =
    poll.endedAt === null
      ? Date.parse(poll.endsAt) + (poll.isTest ? 0 : GRACE_MS)
      : Date.parse(poll.endedAt) + RESULT_MS
  return now + clockOffset < until ? poll : null
}

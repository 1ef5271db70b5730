import type { PublicInstance } from '../contract.ts'
import type { OverlayState } from './overlay_state.ts'

const OPEN = new Set(['active', 'armed', 'awaiting_approval', 'executing'])

/** The server says when an instance expired; this long after, a lost message no longer keeps the bar up. */
const GRACE_MS = 10_000

/** A rehearsal says how it stands four times a second. */
const SILENT_MS = 10_000

/** The rehearsal that is on, if one is. */
export const rehearsalOf = ({ rehearsal }: OverlayState, now: number) =>
  rehearsal !== null && now - rehearsal.heardAt < SILENT_MS ? rehearsal.frame : null

/** The instances whose bar is up, oldest first. `now` is this machine's clock, epoch milliseconds. */
export function visibleGoals(state: OverlayState, now: number): PublicInstance[] {
  const serverNow = now + state.clockOffset
  const shown = rehearsalOf(state, now)?.goals ?? [...state.instances.values()]
  return shown
    .filter((instance) => OPEN.has(instance.status) && !isOverdue(instance, serverNow))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id))
}

function isOverdue({ status, expiresAt }: PublicInstance, serverNow: number): boolean {
  if (expiresAt === null || (status !== 'active' && status !== 'armed')) return false
  return Date.parse(expiresAt) + GRACE_MS < serverNow
}

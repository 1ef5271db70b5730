import type { OverlayFrame } from '../contract.ts'

const EVENTS: ReadonlySet<string> = new Set<OverlayFrame['event']>([
  'gamification:instance_created',
  'gamification:instance_progress',
  'poll:changed',
  'packOpeningStarted',
  'packOpeningComplete',
  'gamification:instance_armed',
  'gamification:instance_consumed',
  'gamification:action_executed',
  'gamification:instance_expired',
  'gamification:instance_cancelled',
  'gamification:instance_failed',
  'gamification:contributions_refunded',
  'ledger:caught_up',
  'rehearsal',
  'settings',
  'ping',
])

/**
 * Whether a payload is a frame this build knows. Frames come from our own
 * server, whose shapes its tests hold to the contract; what can differ is its
 * version, and a frame of a later one is left alone until the page reloads.
 */
export function isOverlayFrame(payload: unknown): payload is OverlayFrame {
  if (typeof payload !== 'object' || payload === null) return false
  if (!('event' in payload) || !('data' in payload)) return false
  return typeof payload.event === 'string' && EVENTS.has(payload.event)
}

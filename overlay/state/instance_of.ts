import type { OverlayOneShot, PublicInstance } from '../contract.ts'

/** The instance a one-shot is about, with its state after it; null for what is about none. */
export function instanceOf(shot: OverlayOneShot): PublicInstance | null {
  switch (shot.event) {
    case 'gamification:instance_armed':
    case 'gamification:instance_expired':
    case 'gamification:instance_cancelled':
      return shot.data
    case 'gamification:instance_consumed':
    case 'gamification:action_executed':
    case 'gamification:instance_failed':
      return shot.data.instance
    case 'gamification:contributions_refunded':
    case 'ledger:caught_up':
      return null
  }
}

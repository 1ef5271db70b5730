import type { InstanceChanged } from '#gamification/instance_changed'
import type { OverlayFrame } from '../../../overlay/contract.js'

/** One-shots without the number that each overlay counts for itself. */
type Unnumbered<Frame> = Frame extends { seq: number } ? Omit<Frame, 'seq' | 'at' | 'test'> : Frame

/** What is said of instances on every channel, with the names of the product's broadcasts. */
export type InstanceFrame = Extract<Unnumbered<OverlayFrame>, { event: `gamification:${string}` }>

export function toFrame({ instance, change }: InstanceChanged): InstanceFrame {
  switch (change.event) {
    case 'gamification:instance_consumed': {
      const { event, character, natural } = change
      return { event, data: { instance, character, natural } }
    }
    case 'gamification:action_executed': {
      const { event, ...impact } = change
      return { event, data: { instance, ...impact } }
    }
    case 'gamification:instance_failed':
      return { event: change.event, data: { instance, message: change.message } }
    case 'gamification:contributions_refunded': {
      const { event, count, failed, reason } = change
      const { id: instanceId, eventName } = instance
      return { event, data: { instanceId, eventName, count, failed, reason } }
    }
    default:
      return { event: change.event, data: instance }
  }
}

import type { OverlayOneShot } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { armedScene } from './armed_scene.ts'
import { criticalScene } from './critical_scene.ts'
import { effectScene } from './effect_scene.ts'
import { inversionScene, type Inversion } from './inversion_scene.ts'
import { noticeScene } from './notice_scene.ts'

/** What a one-shot looks like. */
export function sceneView(shot: OverlayOneShot, messages: Messages): HTMLElement {
  const { notice } = messages
  switch (shot.event) {
    case 'gamification:instance_armed':
      return armedScene(shot.data, messages)
    case 'gamification:instance_consumed':
      return criticalScene(shot.data, messages)
    case 'gamification:action_executed':
      return impact(shot.data, messages)
    case 'gamification:instance_expired':
      return noticeScene('expired', notice.expired, [shot.data.eventName])
    case 'gamification:instance_cancelled':
      return noticeScene('cancelled', notice.cancelled, [shot.data.eventName])
    case 'gamification:instance_failed':
      return noticeScene('failed', notice.failed, [shot.data.instance.eventName, shot.data.message])
    case 'gamification:contributions_refunded':
      return refund(shot.data, messages)
    case 'ledger:caught_up':
      return noticeScene('caught_up', notice.caughtUp(shot.data.count), [
        notice.gap(shot.data.gapSeconds),
      ])
  }
}

function impact(data: Inversion, messages: Messages): HTMLElement {
  const { success, originalValue, invertedValue, instance, message } = data
  if (!success) {
    return noticeScene('failed', messages.notice.failed, [instance.eventName, message])
  }
  if (originalValue === null || invertedValue === null) return effectScene(data, messages)
  return inversionScene(data, originalValue, invertedValue, messages)
}

type Refund = Extract<OverlayOneShot, { event: 'gamification:contributions_refunded' }>['data']

function refund({ count, failed, eventName, reason }: Refund, { notice }: Messages): HTMLElement {
  const open = failed > 0 ? notice.refundOpen(failed) : ''
  const title = count > 0 ? notice.refunded(count) : open
  const details = [eventName, notice.reason(reason)]
  return noticeScene('refunded', title, count > 0 ? [...details, open] : details)
}

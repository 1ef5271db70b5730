import type { EventInput } from '#gamification/events/event_validator'
import { type HandlerSettings, toSettings } from '~/events/setting_values'
import type { EditableEvent } from '~/types'

/** What the editor sends; the names are those the server validates. */
export interface EventFields {
  name: string
  description: string
  kind: 'individual' | 'group'
  mode: 'consume' | 'open' | 'immediate'
  triggerId: string
  triggerSettings: HandlerSettings
  actionId: string
  actionSettings: HandlerSettings
  /** Channel points. */
  cost: number
  coefficient: number
  minimum: number
  durationSeconds: number
  armedSeconds: number | null
  cooldownSeconds: number
  viewerCap: number | null
  viewerStreamCap: number | null
  approvalRequired: boolean
  overshoot: 'refund' | 'roll_over'
  rewardTitle: string | null
  rewardPrompt: string | null
  rewardColour: string | null
}

/** A saved event or a template as the editor starts from it. */
export function fieldsOf(event: EditableEvent | EventInput): EventFields {
  return {
    name: event.name,
    description: event.description ?? '',
    kind: event.kind,
    mode: event.mode,
    triggerId: event.triggerId,
    triggerSettings: toSettings(event.triggerSettings),
    actionId: event.actionId,
    actionSettings: toSettings(event.actionSettings),
    cost: event.cost,
    coefficient: event.coefficient,
    minimum: event.minimum,
    durationSeconds: event.durationSeconds,
    armedSeconds: event.armedSeconds ?? null,
    cooldownSeconds: event.cooldownSeconds,
    viewerCap: event.viewerCap ?? null,
    viewerStreamCap: event.viewerStreamCap ?? null,
    approvalRequired: event.approvalRequired,
    overshoot: event.overshoot,
    rewardTitle: event.rewardTitle ?? null,
    rewardPrompt: event.rewardPrompt ?? null,
    rewardColour: event.rewardColour ?? null,
  }
}

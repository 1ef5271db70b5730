/** One field of an event that a rule can look at. */
export type EventField = {
  label: string
  type: 'number' | 'text' | 'choice'
  choices?: Record<string, string>
}

const viewer: EventField = { label: 'who', type: 'text' }
const amount = (label: string): EventField => ({ label, type: 'number' })
const tier: EventField = { label: 'tier', type: 'number' }
const message: EventField = { label: 'message', type: 'text' }

/** Events that rules can be made of, each with its fields by the name they have in its facts. */
export const EVENT_FIELDS = {
  roll: {
    label: 'a roll',
    fields: {
      total: amount('total'),
      natural: amount('die'),
      faces: amount('sides of the die'),
      critical: {
        label: 'critical',
        type: 'choice',
        choices: { success: 'a success', failure: 'a failure', none: 'none' },
      },
      character: { label: 'character', type: 'text' },
    },
  },
  follow: { label: 'a follow', fields: { viewer } },
  sub: { label: 'a subscription', fields: { amount: amount('months'), tier, viewer, message } },
  gift: { label: 'gifted subs', fields: { amount: amount('how many'), tier, viewer } },
  raid: { label: 'a raid', fields: { amount: amount('viewers'), viewer } },
  cheer: { label: 'a cheer', fields: { amount: amount('bits'), viewer, message } },
} as const satisfies Record<string, { label: string; fields: Record<string, EventField> }>

export type EventSource = keyof typeof EVENT_FIELDS

/** Ways to compare, each with the types of fields it is for. */
export const COMPARISONS = {
  is: { label: 'is', types: ['number', 'text', 'choice'] },
  is_not: { label: 'is not', types: ['number', 'text', 'choice'] },
  at_least: { label: 'is at least', types: ['number'] },
  at_most: { label: 'is at most', types: ['number'] },
  contains: { label: 'contains', types: ['text'] },
} as const

export type Comparison = keyof typeof COMPARISONS

/** Null for a field that this event has not. */
export function fieldOf(source: unknown, field: unknown): EventField | null {
  const known: Record<string, { fields: Record<string, EventField> }> = EVENT_FIELDS
  const { fields } = Object.hasOwn(known, String(source)) ? known[String(source)] : { fields: {} }
  return Object.hasOwn(fields, String(field)) ? fields[String(field)] : null
}

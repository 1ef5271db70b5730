import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import {
  characters,
  fencing,
  identifier,
  instant,
  plainText,
  situation,
} from '#foundry/validators/fields'
import { wholeNumber } from '#foundry/validators/fields'

const amount = () => vine.number({ strict: true }).range([-1e12, 1e12])

/** The envelope only: each event is judged by itself, so that one bad one costs no other. */
export const eventsValidator = vine.create({
  clientId: identifier(),
  fencing: fencing(),
  events: vine
    .array(vine.object({ eventId: identifier(200) }).allowUnknownProperties())
    .maxLength(100),
})

const person = () => vine.object({ id: identifier(), name: plainText(80) })

const die = vine.object({
  faces: wholeNumber(0, 1_000_000),
  /** A kind of a newer module is welcome; no rule asks for it. */
  kind: vine.string().maxLength(40).optional(),
  results: vine
    .array(vine.object({ result: amount(), active: vine.boolean({ strict: true }) }))
    .maxLength(500),
})

export const rollValidator = vine.create({
  eventId: identifier(200),
  type: vine.literal('roll'),
  at: instant(),
  messageId: identifier(),
  rollIndex: wholeNumber(0, 1_000),
  actor: person().nullable(),
  user: person(),
  formula: plainText(500),
  total: amount(),
  dice: vine.array(die).maxLength(100),
  natural: wholeNumber(-1_000_000, 1_000_000).nullable(),
  faces: wholeNumber(0, 1_000_000).nullable(),
  critical: vine.enum(['success', 'failure'] as const).nullable(),
  source: vine.enum(['system', 'generic', 'rule'] as const),
  confidence: vine.enum(['high', 'low'] as const),
  late: vine.boolean({ strict: true }).optional(),
})

export type Roll = Infer<typeof rollValidator>

export const presenceValidator = vine.create({
  eventId: identifier(200),
  type: vine.literal('presence'),
  at: instant(),
  characters: characters(),
  situation: situation().optional(),
})

export type Presence = Infer<typeof presenceValidator>

export const GM_ACTIONS = [
  'manual_trigger',
  'pause',
  'resume',
  'panic',
  'undo',
  'apply',
  'ignore',
] as const

export const gmActionValidator = vine.create({
  eventId: identifier(200),
  type: vine.literal('gm'),
  at: instant(),
  action: vine.enum(GM_ACTIONS),
  target: vine.string().uuid().optional(),
})

export type GmActionBody = Infer<typeof gmActionValidator>

import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import {
  characters,
  identifier,
  plainText,
  situation,
  wholeNumber,
} from '#foundry/validators/fields'

export const helloValidator = vine.create({
  protocol: wholeNumber(0, 1_000_000),
  moduleVersion: plainText(40),
  instanceId: identifier(),
  clientId: identifier(),
  worldId: identifier(128),
  worldTitle: plainText(120),
  system: identifier(),
  systemVersion: plainText(40).optional(),
  generation: wholeNumber(1, 99),
  user: vine.object({
    id: identifier(),
    name: plainText(80),
    isGM: vine.boolean({ strict: true }),
  }),
  candidate: vine.boolean({ strict: true }),
  /** Types of a newer module are welcome; this server just never sends them. */
  capabilities: vine.array(identifier()).maxLength(100),
  /** Absent from older modules. */
  switchedOff: vine.array(identifier()).maxLength(100).optional(),
  characters: characters(),
  situation: situation().optional(),
})

export type Hello = Infer<typeof helloValidator>

export const heartbeatValidator = vine.create({
  clientId: identifier(),
  candidate: vine.boolean({ strict: true }),
  release: vine.boolean({ strict: true }).optional(),
})

export const streamValidator = vine.create({ clientId: identifier() })

import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { identifier, plainText, wholeNumber } from '#foundry/validators/fields'

export const pairStartValidator = vine.create({
  instanceId: identifier(),
  worldId: identifier(128),
  worldTitle: plainText(120),
  foundryOrigin: vine
    .string()
    .maxLength(255)
    .regex(/^https?:\/\/[^\s/?#\\@]+\/?$/i),
  system: identifier(),
  systemVersion: plainText(40).optional(),
  generation: wholeNumber(1, 99),
  moduleVersion: plainText(40),
  userName: plainText(80),
  clientId: identifier(),
})

export type PairStart = Infer<typeof pairStartValidator>

export const pairPollValidator = vine.create({ device_code: vine.string().maxLength(200) })

/** What a person may type: any case, with or without the dash. */
export const userCodeValidator = vine.create({ code: vine.string().maxLength(20).optional() })

export const denialValidator = vine.create({ code: vine.string().maxLength(20) })

export const approvalValidator = vine.create({
  code: vine.string().maxLength(20),
  campaignId: vine.string().uuid(),
  /** The GM agrees that another world loses this campaign. */
  replace: vine.boolean().optional(),
  /** The GM says that it is the connected world, opened at another address. */
  same: vine.boolean().optional(),
})

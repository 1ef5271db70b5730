import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

const whole = (most: number) => vine.number().withoutDecimals().range([1, most])

export const offerValidator = vine.create({
  cost: whole(1_000_000_000),
  /** Packs of one viewer in one stream; null is no limit. */
  maxPerViewer: whole(1_000).nullable().optional(),
  isEnabled: vine.boolean(),
})

export type OfferInput = Infer<typeof offerValidator>

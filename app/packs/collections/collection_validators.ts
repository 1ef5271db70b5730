import vine from '@vinejs/vine'
import { dustPrice } from '#packs/sets/dust_price'

const attemptId = () => vine.string().uuid()
const variantId = () => vine.string().uuid().nullable()

export const dustValidator = vine.create({
  cardId: vine.string().uuid(),
  variantId: variantId(),
  quantity: vine.number().withoutDecimals().range([1, 100_000]),
  attemptId: attemptId(),
})

export const craftValidator = vine.create({
  cardId: vine.string().uuid(),
  attemptId: attemptId(),
})

export const spendValidator = vine.create({
  cardId: vine.string().uuid(),
  variantId: variantId(),
  attemptId: attemptId(),
})

const MOST_DUST = 1_000_000

export const dustRatesValidator = vine.create({
  rates: vine
    .array(
      vine.object({
        rarityId: vine.string().uuid(),
        dust: vine.number().withoutDecimals().range([0, MOST_DUST]),
        price: dustPrice(MOST_DUST),
      })
    )
    .minLength(1)
    .maxLength(20),
})

export const collectionValidator = vine.create({
  set: vine.string().uuid().optional(),
  show: vine.enum(['all', 'owned', 'missing', 'duplicates'] as const).optional(),
  rarity: vine.string().uuid().optional(),
  order: vine.enum(['number', 'newest', 'rarity'] as const).optional(),
  page: vine.number().withoutDecimals().range([1, 10_000]).optional(),
})

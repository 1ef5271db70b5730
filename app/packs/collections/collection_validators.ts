import vine from '@vinejs/vine'

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

import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { fencing, identifier, plainText, wholeNumber } from '#foundry/validators/fields'
import { RESULT_STATUSES } from '#foundry/protocol'

/** From a query, where numbers are text. */
const queryNumber = (to: number) => vine.number().withoutDecimals().range([0, to])

export const pullValidator = vine.create({
  after: queryNumber(Number.MAX_SAFE_INTEGER).optional(),
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  wait: queryNumber(25).optional(),
  clientId: identifier(),
  fencing: queryNumber(Number.MAX_SAFE_INTEGER),
})

export const resultValidator = vine.create({
  clientId: identifier(),
  fencing: fencing(),
  status: vine.enum(RESULT_STATUSES),
  code: identifier().optional(),
  message: plainText(200).optional(),
  before: vine.any().optional(),
  after: vine.any().optional(),
  docIds: vine.array(identifier()).maxLength(100).optional(),
  durationMs: wholeNumber(0, 86_400_000).optional(),
})

export type ResultBody = Infer<typeof resultValidator>

/** The payload of a condition that ends by itself; `ends` names the command that put it on. */
export const timedStatusValidator = vine.create({
  actorId: identifier(),
  status: identifier(),
  durationSeconds: wholeNumber(1, 86_400),
  ends: vine.string().uuid().optional(),
})

import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { cleanText } from '#core/clean_text'

/** Twitch's own bounds, which a vote in chat keeps as well. */
const MAX_QUESTION = 60
const MAX_OPTION = 25
const MAX_OPTIONS = 5
const SECONDS: [number, number] = [15, 1800]

/** Longer than any bound, so that what is too long is refused and not cut. */
const LONG = 1_000

const plain = (value: unknown) => (typeof value === 'string' ? cleanText(value, LONG) : value)

/** Two options that read the same would be one to viewers. */
const distinct = vine.createRule((value, _options: undefined, field) => {
  if (!field.isValid || !Array.isArray(value)) {
    return
  }
  const words = value.map((option) => String(option).toLowerCase())
  if (new Set(words).size < words.length) {
    field.report('Two options read the same.', 'distinct', field)
  }
})

export const pollValidator = vine.create({
  question: vine.string().parse(plain).minLength(1).maxLength(MAX_QUESTION),
  options: vine
    .array(vine.string().parse(plain).minLength(1).maxLength(MAX_OPTION))
    .minLength(2)
    .maxLength(MAX_OPTIONS)
    .use(distinct()),
  durationSeconds: vine.number().withoutDecimals().range(SECONDS),
})

export type PollInput = Infer<typeof pollValidator>

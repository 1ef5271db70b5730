import vine from '@vinejs/vine'
import { cleanText } from '#core/clean_text'

/** The module caps its own texts; this is what the edge still looks at. */
const LONGEST = 4_000

/** Text for people: cut to `max` characters, without control and bidirectional ones. */
export const plainText = (max: number) =>
  vine
    .string()
    .maxLength(LONGEST)
    .transform((text) => cleanText(text, max))

/** The same, where there may be none: Vine transforms null as well. */
const plainTextOrNull = (max: number) =>
  vine
    .string()
    .maxLength(LONGEST)
    .nullable()
    .transform((text) => (text === null ? null : cleanText(text, max)))

/** A name given by a program: visible ASCII without spaces. */
export const identifier = (max = 64) =>
  vine
    .string()
    .minLength(1)
    .maxLength(max)
    .regex(/^[\x21-\x7e]+$/)

/** A whole number as JSON; text that looks like one is refused. */
export const wholeNumber = (from: number, to: number) =>
  vine.number({ strict: true }).withoutDecimals().range([from, to])

export const fencing = () => wholeNumber(0, Number.MAX_SAFE_INTEGER)

/** An instant of this century. */
export const instant = () =>
  vine
    .string()
    .maxLength(40)
    .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/)

export const situation = () =>
  vine.object({ combat: vine.boolean({ strict: true }), sceneId: identifier().nullable() })

export const characters = () =>
  vine
    .array(
      vine.object({
        actorId: identifier(),
        actorName: plainText(80),
        userId: identifier().nullable(),
        userName: plainTextOrNull(80),
      })
    )
    .maxLength(200)

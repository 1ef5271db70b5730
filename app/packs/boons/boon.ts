import vine from '@vinejs/vine'

/** What the owner of a card can spend it for, once. */
export type Boon =
  | { kind: 'multiplier'; factor: number }
  | { kind: 'action'; label: string; eventId?: string | null }

const kinds = vine.group([
  vine.group.if((boon) => boon.kind === 'multiplier', {
    kind: vine.literal('multiplier'),
    /** One contribution counts so many times. */
    factor: vine.number().withoutDecimals().range([2, 10]),
  }),
  vine.group.if((boon) => boon.kind === 'action', {
    kind: vine.literal('action'),
    /** What the game master is asked for, in the words of the card. */
    label: vine.string().trim().minLength(1).maxLength(80),
    /** The event whose action is played when they approve; without one they do it themselves. */
    eventId: vine.string().uuid().nullable().optional(),
  }),
])

/** A boon as the editor sends it and `cards.boon` holds it. */
export const boonSchema = vine
  .object({ kind: vine.enum(['multiplier', 'action'] as const) })
  .merge(kinds)

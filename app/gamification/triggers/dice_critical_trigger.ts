import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import type { RollFacts, Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'

const D20 = 20
const MOST_CHARACTERS = 20

/** Half of the die or more counts for neither side. */
const inUpperHalf = vine.createRule((value, _options: undefined, field) => {
  const faces = Number(Object(field.parent).faces ?? D20)
  if (typeof value === 'number' && (value > faces || value <= (faces + 1) / 2)) {
    field.report(`Between half of the die and its ${faces} sides.`, 'inUpperHalf', field)
  }
})

const settings = vine.create({
  on: vine
    .enum(['success', 'failure', 'both'] as const)
    .optional()
    .meta({
      title: 'Fires on',
      default: 'both',
      enumNames: ['a critical success', 'a critical failure', 'either'],
    }),
  faces: vine.number().withoutDecimals().range([2, 1000]).optional().meta({
    title: 'Sides of the die',
    default: D20,
    minimum: 2,
    maximum: 1000,
  }),
  threshold: vine.number().withoutDecimals().range([2, 1000]).use(inUpperHalf()).optional().meta({
    title: 'Counts from',
    description:
      'With 19 on a d20, a 19 is a success and a 2 a failure, too. Left empty, the game system decides.',
    minimum: 2,
    maximum: 1000,
  }),
  severity: vine
    .enum(['any', 'extreme'] as const)
    .optional()
    .meta({
      title: 'How severe',
      default: 'any',
      enumNames: ['every critical', 'only the highest or lowest side'],
    }),
  characters: vine
    .array(choice())
    .maxLength(MOST_CHARACTERS)
    .optional()
    .meta(picked('characters', 'Only of', 'Without a choice, whoever rolls.')),
})

type Settings = Infer<typeof settings>

/**
 * Fires when a character rolls a critical, as the game system judges it, or as the
 * threshold does.
 */
export default class DiceCriticalTrigger extends Trigger<Settings, 'dice.rolled'> {
  static id = 'dice_critical'
  static label = 'Critical roll'
  static description = 'A critical success or failure is rolled at the table.'
  static listensTo = 'dice.rolled' as const
  static provides = ['roll'] as const
  static opens = true
  static settings = settings

  evaluate(chosen: Settings, { data: roll }: Signal<'dice.rolled'>) {
    const { on = 'both', faces = D20, severity = 'any', characters = [] } = chosen
    const critical = roll.critical ?? byThreshold(roll, faces, chosen.threshold)

    if (!critical) {
      return this.skipped('not a critical roll')
    }

    // Some systems judge a roll without a single die that decides; their word is enough.
    if (roll.faces !== null && roll.faces !== faces) {
      return this.skipped(`waiting for a d${faces}, this was a d${roll.faces}`)
    }

    if (on !== 'both' && on !== critical) {
      return this.skipped(`waiting for a critical ${on}`)
    }

    if (severity === 'extreme' && !isExtreme(roll)) {
      return this.skipped('not the highest or lowest side')
    }

    if (characters.length > 0 && !characters.some(({ id }) => id === roll.actorId)) {
      return this.skipped(`waiting for ${characters.map(({ name }) => name).join(' or ')}`)
    }

    return this.matched({ roll: { ...roll, critical } })
  }

  /** One who is gone is missed by nobody, as long as there are others to wait for. */
  async preFlightCheck(
    { characters = [] }: Settings,
    context: PreFlightContext
  ): Promise<Problem[]> {
    const gone = await missingPicks(
      context,
      ...characters.map((one) => ['characters', one] as const)
    )
    const isAll = gone.length === characters.length
    return gone.map(({ sentence }) => ({ state: isAll ? 'failed' : 'warning', sentence }))
  }
}

const isExtreme = ({ natural, faces }: RollFacts) =>
  natural !== null && (natural === 1 || natural === faces)

/** As high from below as from above: 19 and 20, 2 and 1. */
function byThreshold(
  { natural, faces: rolled }: RollFacts,
  faces: number,
  threshold: number | undefined
): RollFacts['critical'] {
  if (threshold === undefined || natural === null || rolled !== faces) return null
  if (natural >= threshold) return 'success'
  return natural <= faces + 1 - threshold ? 'failure' : null
}

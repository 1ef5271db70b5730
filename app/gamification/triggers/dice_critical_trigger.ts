import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'

const D20 = 20

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
})

type Settings = Infer<typeof settings>

/**
 * Fires when a character rolls a critical, as the game system judges it.
 */
export default class DiceCriticalTrigger extends Trigger<Settings, 'dice.rolled'> {
  static id = 'dice_critical'
  static label = 'Critical roll'
  static description = 'A critical success or failure is rolled at the table.'
  static listensTo = 'dice.rolled' as const
  static provides = ['roll'] as const
  static opens = true
  static settings = settings

  evaluate({ on = 'both', faces = D20 }: Settings, { data: roll }: Signal<'dice.rolled'>) {
    if (!roll.critical) {
      return this.skipped('not a critical roll')
    }

    // Some systems judge a roll without a single die that decides; their word is enough.
    if (roll.faces !== null && roll.faces !== faces) {
      return this.skipped(`waiting for a d${faces}, this was a d${roll.faces}`)
    }

    if (on !== 'both' && on !== roll.critical) {
      return this.skipped(`waiting for a critical ${on}`)
    }

    return this.matched({ roll })
  }
}

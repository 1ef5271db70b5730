import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import {
  Action,
  type ActionContext,
  type ActionReport,
  type ActionResult,
} from '#gamification/handlers/action'
import { asNumber } from '#gamification/handlers/as_number'
import { rollerOf } from '#gamification/handlers/target'
import { fillTemplate, knownVariables, TEMPLATE_VARIABLES } from '#gamification/handlers/template'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

const MAX_REASON = 200
const DEFAULT_REASON = '{event}: {viewers} turned it around.'

const settings = vine.create({
  reason: vine.string().trim().maxLength(MAX_REASON).use(knownVariables()).optional().meta({
    title: 'Shown with the roll',
    default: DEFAULT_REASON,
    maxLength: MAX_REASON,
    variables: TEMPLATE_VARIABLES,
  }),
})

type Settings = Infer<typeof settings>

/**
 * Turns the die that decided a roll upside down: 20 becomes 1, 1 becomes 20.
 */
export default class DiceInvertAction extends Action<Settings> {
  static id = 'dice_invert'
  static label = 'Invert the roll'
  static description = 'The die shows its opposite side: a 20 becomes a 1.'
  static requires = ['vtt_connection'] as const
  static commands = ['roll.invert'] as const
  static needs = ['roll'] as const
  static settings = settings

  async execute({ reason = DEFAULT_REASON }: Settings, context: ActionContext) {
    const { roll } = context.facts

    if (!roll) {
      throw new Error('There is no roll to invert.')
    }

    await context.order({
      type: 'roll.invert',
      payload: {
        messageId: roll.messageId,
        rollIndex: roll.rollIndex,
        reason: fillTemplate(reason, context, MAX_REASON),
      },
    })
  }

  async affects(_settings: Settings, facts: TriggerFacts) {
    const roller = rollerOf(facts)
    return roller ? [roller] : []
  }

  report(_settings: Settings, { roll }: TriggerFacts, result: ActionResult): ActionReport {
    const originalValue = asNumber(result.before) ?? roll?.natural ?? null
    const invertedValue = asNumber(result.after)
    const whose = roll?.character ? `${roll.character}’s roll` : 'The roll'

    return {
      message:
        originalValue === null || invertedValue === null
          ? `${whose} was turned around.`
          : `${whose} turned from ${originalValue} to ${invertedValue}.`,
      originalValue,
      invertedValue,
    }
  }
}

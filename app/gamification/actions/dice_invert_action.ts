import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import type { Infer } from '@vinejs/vine/types'
import { CommandLog } from '#foundry/commands/command_log'
import {
  Action,
  type ActionContext,
  type ActionReport,
  type ActionResult,
} from '#gamification/handlers/action'
import { originOf } from '#gamification/handlers/origin'
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
@inject()
export default class DiceInvertAction extends Action<Settings> {
  static id = 'dice_invert'
  static label = 'Invert the roll'
  static description = 'The die shows its opposite side: a 20 becomes a 1.'
  static requires = ['vtt_connection'] as const
  static commands = ['roll.invert'] as const
  static needs = ['roll'] as const
  static settings = settings

  constructor(private commands: CommandLog) {
    super()
  }

  async execute({ reason = DEFAULT_REASON }: Settings, context: ActionContext) {
    const { roll } = context.facts

    if (!roll) {
      throw new Error('There is no roll to invert.')
    }

    await this.commands.append(context.sql, {
      campaignId: context.instance.campaign_id,
      instanceId: context.instance.id,
      type: 'roll.invert',
      payload: {
        messageId: roll.messageId,
        rollIndex: roll.rollIndex,
        reason: fillTemplate(reason, context, MAX_REASON),
      },
      origin: originOf(context),
    })
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

function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

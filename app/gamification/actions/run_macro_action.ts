import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext } from '#gamification/handlers/problem'
import { say } from '#gamification/handlers/say'

const settings = vine.create({
  macro: choice().meta(
    picked('macros', 'Macro', 'Only those that you have ticked in Foundry’s Crowdcrit window.')
  ),
})

type Settings = Infer<typeof settings>

/**
 * Runs a macro that the GM ticked in Foundry; nothing is handed to it.
 */
export default class RunMacroAction extends Action<Settings> {
  static id = 'run_macro'
  static label = 'Run a macro'
  static description = 'One of the macros you have allowed in Foundry runs.'
  static requires = ['vtt_connection'] as const
  static commands = ['macro.run'] as const
  static needs = [] as const
  static settings = settings

  async execute({ macro }: Settings, context: ActionContext) {
    await context.order({ type: 'macro.run', payload: { macroId: macro.id } })
  }

  async preFlightCheck({ macro }: Settings, context: PreFlightContext) {
    return missingPicks(context, ['macros', macro])
  }

  report({ macro }: Settings) {
    return say(`${macro.name} ran.`)
  }
}

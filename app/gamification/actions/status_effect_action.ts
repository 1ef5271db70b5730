import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext } from '#gamification/handlers/problem'
import { say } from '#gamification/handlers/say'
import { targetOf, targetsOf } from '#gamification/handlers/target'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

const DEFAULT_SECONDS = 60
const DAY = 86_400

const settings = vine.create({
  actor: choice()
    .optional()
    .meta(picked('actors', 'On whom', 'Without a choice, whoever rolled.')),
  status: choice().meta(picked('statuses', 'Condition', 'One that your game system knows.')),
  seconds: vine.number().withoutDecimals().range([5, DAY]).optional().meta({
    title: 'For how many seconds',
    description: 'It is taken off by itself, also when Foundry was closed meanwhile.',
    default: DEFAULT_SECONDS,
    minimum: 5,
    maximum: DAY,
  }),
})

type Settings = Infer<typeof settings>

/**
 * Puts a character under a condition for a time. The server keeps the time and orders
 * the end (`foundry/commands/timed_effects`).
 */
export default class StatusEffectAction extends Action<Settings> {
  static id = 'status_effect'
  static label = 'Put on a condition'
  static description = 'A character is prone, blinded or the like for a while.'
  static requires = ['vtt_connection'] as const
  static commands = ['status.apply', 'status.remove'] as const
  static needs = [] as const
  static settings = settings

  async execute({ actor, status, seconds = DEFAULT_SECONDS }: Settings, context: ActionContext) {
    const { id } = targetOf(actor, context.facts)

    await context.order({
      type: 'status.apply',
      payload: { actorId: id, status: status.id, durationSeconds: seconds },
    })
  }

  async needsWith({ actor }: Settings) {
    return actor ? [] : (['roll'] as const)
  }

  async affects({ actor }: Settings, facts: TriggerFacts) {
    return targetsOf(actor, facts)
  }

  async preFlightCheck({ actor, status }: Settings, context: PreFlightContext) {
    return missingPicks(context, ['actors', actor], ['statuses', status])
  }

  report({ actor, status, seconds = DEFAULT_SECONDS }: Settings, facts: TriggerFacts) {
    const name = targetsOf(actor, facts)[0]?.name ?? 'The character'
    return say(`${name}: ${status.name} for ${seconds} seconds.`)
  }
}

import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { ALL_NUMBERS, numbersOf } from '#foundry/stat_paths'
import {
  Action,
  type ActionContext,
  type ActionReport,
  type ActionResult,
  type Intensity,
} from '#gamification/handlers/action'
import { asNumber } from '#gamification/handlers/as_number'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import { say } from '#gamification/handlers/say'
import { targetOf, targetsOf } from '#gamification/handlers/target'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

/** As far as the module goes in one order. */
const MOST = 1000

/** Up to here it is a scratch, and up to there a wound. */
const MILD = 5
const STRONG = 20

const notZero = vine.createRule((value, _options: undefined, field) => {
  if (value === 0) {
    field.report('A change by nothing is none.', 'notZero', field)
  }
})

const settings = vine.create({
  actor: choice()
    .optional()
    .meta(picked('actors', 'Whose', 'Without a choice, whoever rolled.')),
  path: vine
    .enum([...ALL_NUMBERS.keys()])
    .optional()
    .meta({
      title: 'Which number',
      description: 'Without a choice, what the token’s bar shows. Never beyond its bounds.',
      enumNames: [...ALL_NUMBERS.values()],
      numbers: true,
    }),
  change: vine.number().withoutDecimals().range([-MOST, MOST]).use(notZero()).meta({
    title: 'Change by',
    description: 'Below zero takes away.',
    default: -5,
    minimum: -MOST,
    maximum: MOST,
  }),
})

type Settings = Infer<typeof settings>

/**
 * Changes one number of a character, such as hit points, within its bounds.
 */
export default class StatModifyAction extends Action<Settings> {
  static id = 'stat_modify'
  static label = 'Change a number'
  static description = 'Hit points, coins or another listed number goes up or down.'
  static requires = ['vtt_connection'] as const
  static commands = ['stat.modify'] as const
  static needs = [] as const
  static settings = settings

  async execute({ actor, path, change }: Settings, context: ActionContext) {
    const { id } = targetOf(actor, context.facts)

    await context.order({
      type: 'stat.modify',
      payload: { actorId: id, delta: change, ...(path === undefined ? {} : { path }) },
    })
  }

  async needsWith({ actor }: Settings) {
    return actor ? [] : (['roll'] as const)
  }

  /** Without knowing the character: by how much it is. */
  intensityWith({ change }: Settings): Intensity {
    const size = Math.abs(change)
    if (size <= MILD) return 'mild'
    return size <= STRONG ? 'strong' : 'drastic'
  }

  async affects({ actor }: Settings, facts: TriggerFacts) {
    return targetsOf(actor, facts)
  }

  async preFlightCheck({ actor, path }: Settings, context: PreFlightContext) {
    const problems = await missingPicks(context, ['actors', actor])
    return [...problems, ...unknownNumber(context.system, path)]
  }

  report({ actor, path, change }: Settings, facts: TriggerFacts, result: ActionResult) {
    return say(sentence(targetsOf(actor, facts)[0]?.name ?? 'The character', path, change, result))
  }
}

/** Each game system has its own numbers. */
function unknownNumber(system: string | null, path: string | undefined): Problem[] {
  const isKnown = system === null || numbersOf(system).some((number) => number.path === path)
  if (path === undefined || isKnown) {
    return []
  }
  const label = ALL_NUMBERS.get(path) ?? path
  const words = `The game system of your world (${system}) has no “${label}” to change. Pick another number.`
  return [{ state: 'failed', sentence: words }]
}

function sentence(
  name: string,
  path: string | undefined,
  change: number,
  { before, after }: ActionResult
): ActionReport['message'] {
  const what = (path === undefined ? undefined : ALL_NUMBERS.get(path)) ?? 'Health'
  const [from, to] = [asNumber(before), asNumber(after)]
  return from === null || to === null
    ? `${name}: ${what.toLowerCase()} ${change > 0 ? `+${change}` : `−${-change}`}.`
    : `${name}: ${what.toLowerCase()} from ${from} to ${to}.`
}

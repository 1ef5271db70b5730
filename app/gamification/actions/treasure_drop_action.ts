import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Action, type ActionContext, type ActionResult } from '#gamification/handlers/action'
import { asNumber } from '#gamification/handlers/as_number'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext } from '#gamification/handlers/problem'
import { say } from '#gamification/handlers/say'
import { fillTemplate, knownVariables, TEMPLATE_VARIABLES } from '#gamification/handlers/template'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

const MAX_TEXT = 200
/** As many as the module places in one order. */
const MOST = 20

const settings = vine.create({
  actor: choice().meta(
    picked('actors', 'What appears', 'An actor of your world, such as a chest, coins or vermin.')
  ),
  count: vine.number().withoutDecimals().range([1, MOST]).optional().meta({
    title: 'How many',
    default: 1,
    minimum: 1,
    maximum: MOST,
  }),
  scene: choice()
    .optional()
    .meta(picked('scenes', 'On which scene', 'Without a choice, the one that the players see.')),
  text: vine.string().trim().maxLength(MAX_TEXT).use(knownVariables()).optional().meta({
    title: 'Said in the chat',
    description: 'Left empty, nothing is said.',
    maxLength: MAX_TEXT,
    variables: TEMPLATE_VARIABLES,
  }),
})

type Settings = Infer<typeof settings>

/**
 * Puts real tokens on the scene, on free squares in its middle.
 */
export default class TreasureDropAction extends Action<Settings> {
  static id = 'treasure_drop'
  static label = 'Drop treasure'
  static description = 'Tokens of an actor you have prepared appear on the scene.'
  static requires = ['vtt_connection'] as const
  static commands = ['token.spawn'] as const
  static needs = [] as const
  static settings = settings

  async execute({ actor, count = 1, scene, text }: Settings, context: ActionContext) {
    await context.order({
      type: 'token.spawn',
      payload: {
        actorId: actor.id,
        count,
        ...(scene ? { sceneId: scene.id } : {}),
        ...(text ? { text: fillTemplate(text, context, MAX_TEXT) } : {}),
      },
    })
  }

  async preFlightCheck({ actor, scene }: Settings, context: PreFlightContext) {
    return missingPicks(context, ['actors', actor], ['scenes', scene])
  }

  /** A part that found room counts as done, and is said. */
  report({ actor, count = 1 }: Settings, _facts: TriggerFacts, { after }: ActionResult) {
    const placed = asNumber(after) ?? count
    const part = placed < count ? ` of ${count}` : ''
    return say(`${actor.name} appeared${count === 1 ? '' : `: ${placed}${part}`}.`)
  }
}

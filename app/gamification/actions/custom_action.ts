import { inject } from '@adonisjs/core'
import vine, { errors } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { CommandType } from '#foundry/protocol'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { checkSettings, type Fault, refuse, withPath } from '#gamification/handlers/check_settings'
import { drawnAs } from '#gamification/handlers/drawn_as'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import { ActionRegistry } from '#gamification/handlers/registries'
import { say } from '#gamification/handlers/say'
import type { FactName } from '#gamification/handlers/trigger_facts'

const MOST_STEPS = 8
const LONGEST_DELAY = 60

const settings = vine.create({
  steps: vine
    .array(
      vine.object({
        actionId: vine.string().trim().maxLength(60),
        settings: vine.object({}).allowUnknownProperties(),
        delaySeconds: vine.number().withoutDecimals().range([0, LONGEST_DELAY]),
      })
    )
    .minLength(1)
    .maxLength(MOST_STEPS)
    .meta(drawnAs('steps', 'One after the other', { longestDelay: LONGEST_DELAY })),
})

type Settings = Infer<typeof settings>
type Part = Settings['steps'][number]

/**
 * Several actions, one after the other, each some seconds after the table has answered
 * the one before. What took effect in part counts as done, and the report says which part.
 */
@inject()
export default class CustomAction extends Action<Settings> {
  static id = 'custom'
  static label = 'Several things'
  static description = 'A sequence of the others, with pauses between them.'
  static requires = ['vtt_connection'] as const
  static commands = [] as const
  static needs = [] as const
  static settings = settings

  constructor(private actions: ActionRegistry) {
    super()
  }

  async execute({ steps }: Settings, context: ActionContext) {
    await context.sequence(steps)
  }

  /** Each part by its own handler's schema. */
  async prepare({ steps }: Settings): Promise<Settings> {
    const faults: Fault[] = []
    const prepared: Part[] = []

    for (const [index, part] of steps.entries()) {
      try {
        prepared.push({ ...part, settings: await this.#settingsOf(part, `steps.${index}`) })
      } catch (error) {
        if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
        faults.push(...error.messages)
      }
    }
    return faults.length > 0 ? refuse(faults) : { steps: prepared }
  }

  async needsWith({ steps }: Settings): Promise<readonly FactName[]> {
    const needs = await Promise.all(
      steps.map(async ({ actionId, settings: chosen }) => {
        const action = await this.actions.resolve(actionId)
        const here = (await action.needsWith?.(chosen)) ?? []
        return [...this.actions.get(actionId).needs, ...here]
      })
    )
    return [...new Set(needs.flat())]
  }

  report() {
    return say('All of it happened.')
  }

  async commandsWith({ steps }: Settings): Promise<readonly CommandType[]> {
    const known = steps.filter(({ actionId }) => this.actions.has(actionId))
    return [...new Set(known.flatMap(({ actionId }) => this.actions.get(actionId).commands))]
  }

  /** Each part by its own handler, as if it stood alone. */
  async preFlightCheck({ steps }: Settings, context: PreFlightContext): Promise<Problem[]> {
    const problems = await Promise.all(
      steps.map(async ({ actionId, settings: chosen }, index) => {
        const found = await this.#problemsOf(actionId, chosen, context)
        return found.map(({ state, sentence }) => ({
          state,
          sentence: `Part ${index + 1}: ${sentence}`,
        }))
      })
    )
    return problems.flat()
  }

  async #problemsOf(
    actionId: string,
    chosen: Part['settings'],
    context: PreFlightContext
  ): Promise<Problem[]> {
    if (!this.actions.has(actionId)) {
      return [{ state: 'failed', sentence: `“${actionId}” is not installed here.` }]
    }
    const action = await this.actions.resolve(actionId)
    const checked = await this.actions.get(actionId).settings.validate(chosen)
    return (await action.preFlightCheck?.(checked, context)) ?? []
  }

  async #settingsOf({ actionId, settings: chosen }: Part, path: string) {
    if (actionId === CustomAction.id) {
      return refuse([fault(`${path}.actionId`, 'A sequence cannot hold another one.')])
    }
    if (!this.actions.has(actionId)) {
      return refuse([fault(`${path}.actionId`, `“${actionId}” is not installed here.`)])
    }
    const checked = await checkSettings(this.actions.get(actionId), `${path}.settings`, chosen)
    const action = await this.actions.resolve(actionId)
    return withPath(`${path}.settings`, async () => (await action.prepare?.(checked)) ?? checked)
  }
}

const fault = (field: string, message: string): Fault => ({ field, message, rule: 'handler' })

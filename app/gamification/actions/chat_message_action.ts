import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { choice, picked } from '#gamification/handlers/choice'
import { say } from '#gamification/handlers/say'
import { targetOf } from '#gamification/handlers/target'
import { fillTemplate, knownVariables, TEMPLATE_VARIABLES } from '#gamification/handlers/template'

const MAX_TEXT = 200
const MAX_ALIAS = 40

const settings = vine.create({
  message: vine.string().trim().minLength(1).maxLength(MAX_TEXT).use(knownVariables()).meta({
    title: 'Message',
    default: '{viewers}: {event}!',
    maxLength: MAX_TEXT,
    variables: TEMPLATE_VARIABLES,
  }),
  as: vine
    .enum(['gm', 'alias', 'actor'] as const)
    .optional()
    .meta({
      title: 'Who says it',
      enumNames: ['the GM', 'a name of your choice', 'a character'],
      default: 'alias',
    }),
  alias: vine
    .string()
    .trim()
    .maxLength(MAX_ALIAS)
    .optional()
    .meta({
      title: 'Said by',
      description: 'A name for the speaker; without one, the GM says it.',
      maxLength: MAX_ALIAS,
      when: { as: ['alias'] },
    }),
  actor: choice()
    .optional()
    .meta({
      ...picked('characters', 'Character', 'Without one, whoever rolled.'),
      when: { as: ['actor'] },
    }),
})

type Settings = Infer<typeof settings>

/**
 * Says something in the chat of the table.
 */
export default class ChatMessageAction extends Action<Settings> {
  static id = 'chat_message'
  static label = 'Message at the table'
  static description = 'A message appears in the chat of Foundry.'
  static requires = ['vtt_connection'] as const
  static commands = ['chat.send'] as const
  static needs = [] as const
  static settings = settings

  async execute(chosen: Settings, context: ActionContext) {
    const text = fillTemplate(chosen.message, context, MAX_TEXT)
    const alias = speakerOf(chosen, context)

    await context.order({
      type: 'chat.send',
      payload: alias ? { text, as: 'alias', alias } : { text, as: 'gm' },
    })
  }

  async needsWith({ as, actor }: Settings) {
    return as === 'actor' && !actor ? (['roll'] as const) : []
  }

  report() {
    return say('The message is on the table.')
  }
}

/** Null for the GM's own name. */
function speakerOf({ as = 'alias', alias, actor }: Settings, { facts }: ActionContext) {
  if (as === 'gm') return null
  return as === 'actor' ? targetOf(actor, facts).name.slice(0, MAX_ALIAS) : (alias ?? null)
}

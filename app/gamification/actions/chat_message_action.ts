import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import type { Infer } from '@vinejs/vine/types'
import { CommandLog } from '#foundry/commands/command_log'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { originOf } from '#gamification/handlers/origin'
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
  alias: vine.string().trim().maxLength(MAX_ALIAS).optional().meta({
    title: 'Said by',
    description: 'A name for the speaker; without one, the GM says it.',
    maxLength: MAX_ALIAS,
  }),
})

type Settings = Infer<typeof settings>

/**
 * Says something in the chat of the table.
 */
@inject()
export default class ChatMessageAction extends Action<Settings> {
  static id = 'chat_message'
  static label = 'Message at the table'
  static description = 'A message appears in the chat of Foundry.'
  static requires = ['vtt_connection'] as const
  static commands = ['chat.send'] as const
  static needs = [] as const
  static settings = settings

  constructor(private commands: CommandLog) {
    super()
  }

  async execute({ message, alias }: Settings, context: ActionContext) {
    const text = fillTemplate(message, context, MAX_TEXT)

    await this.commands.append(context.sql, {
      campaignId: context.instance.campaign_id,
      instanceId: context.instance.id,
      type: 'chat.send',
      payload: alias ? { text, as: 'alias', alias } : { text, as: 'gm' },
      origin: originOf(context),
    })
  }

  report() {
    return { message: 'The message is on the table.', originalValue: null, invertedValue: null }
  }
}

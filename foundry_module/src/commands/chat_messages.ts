import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'
import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { documentIdOf } from '../new_id.ts'
import { isRecord } from '../records.ts'
import { MODULE_ID } from '../constants.ts'
import { toMessageHtml } from '../text/to_message_html.ts'
import type { FoundryPort, NewMessage } from '../port.ts'

/** A line in the chat log that everybody reads, as the GM or under another name. */
export const chatSend: CommandHandler = {
  ...messageHandler('chat.send', (world, { payload }) => {
    const alias = isRecord(payload) && payload.as === 'alias' ? cleanName(payload.alias) : ''
    return { alias: alias || cleanName(world.info().user.name) }
  }),

  async undo(world, { messageId }) {
    const docIds = typeof messageId === 'string' && world.message(messageId) ? [messageId] : []
    for (const id of docIds) await world.deleteMessage(id)
    return { docIds }
  },
}

/** A line that only the GMs read; it has been read, so that undoing would mean nothing. */
export const gmWhisper = messageHandler('gm.whisper', (world) => ({
  alias: 'Crowdcrit',
  whisper: world.gmUserIds(),
}))

function messageHandler(
  type: 'chat.send' | 'gm.whisper',
  addressed: (world: FoundryPort, command: ReceivedCommand) => Pick<NewMessage, 'alias' | 'whisper'>
): CommandHandler {
  return {
    type,

    rehearse(_world, command) {
      textOf(command)
      return { messageId: documentIdOf(command.id) }
    },

    async execute(world, command) {
      const text = textOf(command)
      const id = documentIdOf(command.id)
      await world.createMessage({
        id,
        content: toMessageHtml(text),
        ...addressed(world, command),
        flags: { [MODULE_ID]: { commandId: command.id } },
      })
      return { docIds: [id] }
    },

    trace(world, command) {
      const id = documentIdOf(command.id)
      return world.message(id) ? { docIds: [id] } : null
    },
  }
}

function textOf({ payload }: ReceivedCommand): string {
  const text = isRecord(payload) ? cleanText(payload.text, MAX_TEXT) : ''
  if (text === '') throw new CommandRefused('empty_text', 'There is no text to show.')
  return text
}

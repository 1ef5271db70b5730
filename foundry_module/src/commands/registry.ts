import { chatSend, gmWhisper } from './chat_messages.ts'
import { commandUndo } from './command_undo.ts'
import { rollInvert } from './roll_invert.ts'
import type { CommandHandler } from './handler.ts'
import type { CommandType } from '../../../app/foundry/protocol.ts'

const HANDLERS: CommandHandler[] = [rollInvert, chatSend, gmWhisper, commandUndo]

/** What this version can carry out; told to the server at each connection. */
export const CAPABILITIES: CommandType[] = HANDLERS.map(({ type }) => type)

/** Null for a type that this version does not know: answered `unsupported`. */
export function handlerFor(type: string): CommandHandler | null {
  return HANDLERS.find((handler) => handler.type === type) ?? null
}

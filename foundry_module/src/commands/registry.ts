import { chatSend, gmWhisper } from './chat_messages.ts'
import { commandUndo } from './command_undo.ts'
import { macroRun } from './macro_run.ts'
import { soundPlay } from './sound_play.ts'
import { statModify } from './stat_modify.ts'
import { statusApply, statusRemove } from './statuses.ts'
import { tokenSpawn } from './token_spawn.ts'
import { worldQuery } from './world_query.ts'
import { rollInvert } from './roll_invert.ts'
import type { CommandHandler } from './handler.ts'
import type { CommandType } from '../../../app/foundry/protocol.ts'

const EFFECTS: CommandHandler[] = [
  rollInvert,
  chatSend,
  gmWhisper,
  statModify,
  statusApply,
  statusRemove,
  tokenSpawn,
  soundPlay,
  macroRun,
  worldQuery,
]

const HANDLERS: CommandHandler[] = [...EFFECTS, commandUndo(EFFECTS)]

/** What this version can carry out; told to the server at each connection. */
export const CAPABILITIES: CommandType[] = HANDLERS.map(({ type }) => type)

/** Where undoing means something: a sound has been heard, a whisper has been read. */
export function isUndoable(type: string): boolean {
  // A turned roll is known by its message, everything else by the ledger.
  return type === rollInvert.type || EFFECTS.some((effect) => effect.type === type && effect.undo)
}

/** Null for a type that this version does not know: answered `unsupported`. */
export function handlerFor(type: string): CommandHandler | null {
  return HANDLERS.find((handler) => handler.type === type) ?? null
}

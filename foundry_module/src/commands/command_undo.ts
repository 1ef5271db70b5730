import { inversionFlags, inversionsOf, type InversionRecord } from './flags.ts'
import {
  CommandRefused,
  type CommandHandler,
  type Outcome,
  type Past,
  type ReceivedCommand,
} from './handler.ts'
import { isRecord, type UnknownRecord } from '../records.ts'
import type { FoundryPort, MessageView } from '../port.ts'

interface Found {
  message: MessageView
  rollIndex: number
  record: InversionRecord
}

/** What the ledger knows of a command, and who can take it back. */
interface Written {
  id: string
  undo: UnknownRecord
  takeBack: NonNullable<CommandHandler['undo']>
}

/**
 * Takes a command back: an inverted roll by the flag in its message, everything else
 * by what the ledger holds. Documents are then as they were, the module's flags aside.
 */
export function commandUndo(handlers: CommandHandler[]): CommandHandler {
  return {
    type: 'command.undo',

    rehearse(world, command, past) {
      if (!search(world, targetOf(command))) return void writtenOf(handlers, command, past)
      find(world, command)
    },

    async execute(world, command, past) {
      if (search(world, targetOf(command))) return turnBack(world, find(world, command))
      const { id, undo, takeBack } = writtenOf(handlers, command, past)
      const outcome = await takeBack(world, undo)
      await past.markUndone(id)
      return outcome
    },

    trace(world, command) {
      const found = search(world, targetOf(command))
      if (!found?.record.undone) return null
      const { message, record } = found
      return { before: record.after, after: record.before, docIds: [message.id] }
    },
  }
}

async function turnBack(
  world: FoundryPort,
  { message, rollIndex, record }: Found
): Promise<Outcome> {
  const original = record.originalRoll
  await world.updateMessage(message.id, {
    ...(original === null ? {} : { rolls: withOriginal(message, rollIndex, original) }),
    ...(record.originalContent === null ? {} : { content: record.originalContent }),
    flags: inversionFlags(rollIndex, { ...record, undone: true }),
  })
  if (record.replacementId && world.message(record.replacementId)) {
    await world.deleteMessage(record.replacementId)
  }
  return { before: record.after, after: record.before, docIds: [message.id] }
}

function writtenOf(handlers: CommandHandler[], command: ReceivedCommand, past: Past): Written {
  const entry = past.find(targetOf(command))
  const takeBack = handlers.find(({ type }) => type === entry?.type)?.undo
  if (!entry?.undo || !takeBack) {
    throw new CommandRefused('nothing_to_undo', 'Nothing of that command can be undone.')
  }
  if (entry.undone) throw new CommandRefused('already_undone', 'It was undone before.')
  return { id: entry.id, undo: entry.undo, takeBack }
}

function find(world: FoundryPort, command: ReceivedCommand): Found {
  const found = search(world, targetOf(command))
  if (!found) throw new CommandRefused('nothing_to_undo', 'Nothing of that command can be undone.')
  if (found.record.undone) throw new CommandRefused('already_undone', 'It was undone before.')
  return found
}

/** Whether a roll was turned by that command and turned back since. */
export function isTurnedBack(world: FoundryPort, commandId: string): boolean {
  return search(world, commandId)?.record.undone === true
}

function search(world: FoundryPort, commandId: string): Found | null {
  const of = (message: MessageView) =>
    inversionsOf(message.flags).find(({ record }) => record.commandId === commandId)
  const message = world.findMessage((candidate) => of(candidate) !== undefined)
  const inversion = message && of(message)
  return inversion ? { message, ...inversion } : null
}

function targetOf({ payload }: ReceivedCommand): string {
  if (isRecord(payload) && typeof payload.commandId === 'string') return payload.commandId
  throw new CommandRefused('bad_payload', 'The command does not say what to undo.')
}

function withOriginal(message: MessageView, rollIndex: number, original: string) {
  return message.rolls.map((roll, index) => (index === rollIndex ? original : JSON.stringify(roll)))
}

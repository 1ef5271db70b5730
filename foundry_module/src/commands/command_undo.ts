import { inversionFlags, inversionsOf, type InversionRecord } from './flags.ts'
import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { isRecord } from '../records.ts'
import type { FoundryPort, MessageView } from '../port.ts'

interface Found {
  message: MessageView
  rollIndex: number
  record: InversionRecord
}

/** Turns an inverted roll back: document as it was, the module's own flag aside. */
export const commandUndo: CommandHandler = {
  type: 'command.undo',

  rehearse(world, command) {
    find(world, command)
  },

  async execute(world, command) {
    const { message, rollIndex, record } = find(world, command)
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
  },

  trace(world, command) {
    const found = search(world, targetOf(command))
    if (!found?.record.undone) return null
    const { message, record } = found
    return { before: record.after, after: record.before, docIds: [message.id] }
  },
}

function find(world: FoundryPort, command: ReceivedCommand): Found {
  const found = search(world, targetOf(command))
  if (!found) throw new CommandRefused('nothing_to_undo', 'Nothing of that command can be undone.')
  if (found.record.undone) throw new CommandRefused('already_undone', 'It was undone before.')
  return found
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

import { invertRoll, type Inversion } from '../inversion/invert_roll.ts'
import { inversionFlags, inversionOf, type InversionRecord } from './flags.ts'
import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'
import {
  CommandRefused,
  type CommandHandler,
  type ReceivedCommand,
  type Outcome,
} from './handler.ts'
import { documentIdOf } from '../new_id.ts'
import { mayBeTold, rollsOf } from '../rolls/to_roll_events.ts'
import { isRecord } from '../records.ts'
import { toMessageHtml } from '../text/to_message_html.ts'
import { MODULE_ID } from '../constants.ts'
import type { FoundryPort, MessageView } from '../port.ts'

/** Systems whose messages are drawn from their own data: a changed roll would not show. */
const SUPERSEDED_SYSTEMS = ['pf2e', 'sf2e', 'CoC7', 'wfrp4e', 'alienrpg']

const MAX_ROLL_INDEX = 99

interface Plan {
  message: MessageView
  rollIndex: number
  inversion: Inversion
  record: InversionRecord
}

/**
 * Turns a roll upside down: rewritten where the message is drawn from its rolls,
 * struck through and followed by a new message elsewhere. Nothing is deleted or
 * rolled again, and the original stays in a flag.
 */
export const rollInvert: CommandHandler = {
  type: 'roll.invert',

  rehearse(world, command) {
    plan(world, command)
  },

  async execute(world, command) {
    const planned = plan(world, command)
    return planned.record.way === 'rewrite'
      ? rewrite(world, planned)
      : supersede(world, command, planned)
  },

  trace(world, command) {
    const found = readPayload(command)
    const message = world.message(found.messageId)
    const record = message && inversionOf(message, found.rollIndex)
    return record?.commandId === command.id ? outcomeOf(found.messageId, record) : null
  },
}

function plan(world: FoundryPort, command: ReceivedCommand): Plan {
  const { messageId, rollIndex, reason } = readPayload(command)
  const message = world.message(messageId)
  const { system: id, systemVersion: version } = world.info()
  const roll = message && rollsOf(message, { id, version })[rollIndex]
  if (!message || !roll) throw new CommandRefused('roll_gone', 'The roll is no longer in the log.')
  if (!mayBeTold(message, { id, version }))
    throw new CommandRefused('roll_hidden', 'The roll is not public.')

  const earlier = inversionOf(message, rollIndex)
  if (earlier && !earlier.undone) {
    throw new CommandRefused('already_inverted', 'The roll was already turned upside down.')
  }

  const inversion = invertRoll(roll)
  if (!inversion) throw new CommandRefused('no_single_die', 'No single die decides this roll.')

  const rewritable = inversion.roll !== null && isDrawnFromRolls(id, message)
  return {
    message,
    rollIndex,
    inversion,
    record: {
      commandId: command.id,
      way: rewritable ? 'rewrite' : 'supersede',
      before: inversion.before,
      after: inversion.after,
      reason,
      viewer: cleanName(command.origin.viewer),
      originalRoll: rewritable ? JSON.stringify(roll) : null,
      originalContent: rewritable ? message.content : null,
      replacementId: rewritable ? null : documentIdOf(command.id),
      undone: false,
    },
  }
}

function readPayload({ payload }: ReceivedCommand) {
  if (!isRecord(payload)) throw new CommandRefused('bad_payload', 'The command has no payload.')
  const { messageId, rollIndex, reason } = payload
  const isIndex =
    typeof rollIndex === 'number' &&
    Number.isInteger(rollIndex) &&
    rollIndex >= 0 &&
    rollIndex <= MAX_ROLL_INDEX
  if (typeof messageId !== 'string' || !/^\w{1,64}$/.test(messageId) || !isIndex) {
    throw new CommandRefused('bad_payload', 'The command does not name a roll.')
  }
  return { messageId, rollIndex, reason: cleanText(reason, MAX_TEXT) }
}

/** Foundry draws a message from its rolls when its content is nothing but their total. */
function isDrawnFromRolls(system: string, { content }: MessageView) {
  return !SUPERSEDED_SYSTEMS.includes(system) && /^\s*-?[\d.]*\s*$/.test(content)
}

/** One update for roll, text and flag, so that there is no moment in between. */
async function rewrite(world: FoundryPort, planned: Plan): Promise<Outcome> {
  const { message, rollIndex, inversion, record } = planned
  const rolls = message.rolls.map((roll, index) =>
    JSON.stringify(index === rollIndex ? inversion.roll : roll)
  )
  const showsTotal = message.content.trim() === String(inversion.totalBefore)
  await world.updateMessage(message.id, {
    rolls,
    ...(showsTotal ? { content: String(inversion.totalAfter) } : {}),
    flags: inversionFlags(rollIndex, record),
  })
  return outcomeOf(message.id, record)
}

/** The new message first: with a crash in between, its id tells that it is there. */
async function supersede(
  world: FoundryPort,
  command: ReceivedCommand,
  planned: Plan
): Promise<Outcome> {
  const { message, rollIndex, inversion, record } = planned
  await world.createMessage({
    id: documentIdOf(command.id),
    alias: cleanName(message.speaker.alias),
    content: toMessageHtml(describe(world, inversion)),
    flags: { [MODULE_ID]: { commandId: command.id, standsFor: message.id } },
  })
  try {
    await world.updateMessage(message.id, { flags: inversionFlags(rollIndex, record) })
  } catch (error) {
    await world.deleteMessage(documentIdOf(command.id))
    throw error
  }
  return outcomeOf(message.id, record)
}

function describe(world: FoundryPort, { before, after, totalAfter }: Inversion) {
  const data = { before: String(before), after: String(after), total: String(totalAfter) }
  const key = totalAfter === null ? 'supersededWithoutTotal' : 'superseded'
  return world.localize(`CROWDCRIT.chat.${key}`, data)
}

function outcomeOf(messageId: string, record: InversionRecord): Outcome {
  const docIds = record.replacementId ? [messageId, record.replacementId] : [messageId]
  return { before: record.before, after: record.after, docIds }
}

import { adapterFor, type GameSystem } from './adapters/index.ts'
import { collectDice, decisiveDie, type Die } from './dice.ts'
import { isOurs, isPublic } from './visibility.ts'
import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'
import { finiteOr, type UnknownRecord } from '../records.ts'
import type { MessageView } from '../port.ts'
import type { SystemAdapter } from './adapters/adapter.ts'
import type { RollDie, RollEvent, RollRule } from '../../../app/foundry/protocol.ts'

/** A fireball of a thousand dice must still fit in a request. */
const MAX_DICE = 10
const MAX_RESULTS = 50

/** What is beyond cannot be named to the server. */
const MAX_ROLLS = 100

/** A roll that is worth reporting; when it was made is the reporter's business. */
export type RecognisedRoll = Omit<RollEvent, 'at' | 'late'>

/**
 * The rolls of a message that may leave the browser: none of a hidden message,
 * none of one that the module itself wrote.
 */
export function toRollEvents(
  message: MessageView,
  system: GameSystem,
  rules: RollRule[]
): RecognisedRoll[] {
  if (isOurs(message) || !mayBeTold(message, system)) return []
  const adapter = adapterFor(system)
  return rollsOf(message, system)
    .slice(0, MAX_ROLLS)
    .map((roll, index) => toRollEvent(message, roll, index, adapter, rules))
}

/** Whether every player can see the message, by Foundry's word and the system's. */
export function mayBeTold(message: MessageView, system: GameSystem): boolean {
  return isPublic(message, adapterFor(system).modes?.(message))
}

/** A message's rolls as roll data, wherever the system keeps them. */
export function rollsOf(message: MessageView, system: GameSystem): UnknownRecord[] {
  return adapterFor(system).rolls?.(message) ?? message.rolls
}

function toRollEvent(
  message: MessageView,
  roll: UnknownRecord,
  rollIndex: number,
  adapter: SystemAdapter,
  rules: RollRule[]
): RecognisedRoll {
  const dice = collectDice(roll)
  const decisive = decisiveDie(dice)
  const verdict = adapter.verdict({ roll, message, dice, decisive, rules })

  return {
    eventId: `roll:${message.id}:${rollIndex}`,
    type: 'roll',
    messageId: message.id,
    rollIndex,
    actor: message.speaker.actorId
      ? { id: message.speaker.actorId, name: cleanName(message.speaker.alias) }
      : null,
    user: { id: message.author?.id || 'unknown', name: cleanName(message.author?.name ?? '') },
    formula: cleanText(roll.formula, MAX_TEXT),
    total: finiteOr(roll.total, 0),
    dice: dice.slice(0, MAX_DICE).map(toRollDie),
    natural: decisive?.natural ?? null,
    faces: decisive?.faces ?? null,
    ...verdict,
  }
}

function toRollDie({ faces, kind, results }: Die): RollDie {
  return {
    faces,
    ...(kind ? { kind } : {}),
    results: results.slice(0, MAX_RESULTS).map(({ result, active }) => ({ result, active })),
  }
}

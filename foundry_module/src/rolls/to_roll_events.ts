import { adapterFor, generic } from './adapters/index.ts'
import { collectDice, decisiveDie, type Die } from './dice.ts'
import { gmVerdict } from './adapters/gm_rules.ts'
import { isOurs, isPublic } from './visibility.ts'
import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'
import { finiteOr, type UnknownRecord } from '../records.ts'
import type { MessageView } from '../port.ts'
import type { RollDie, RollEvent, RollRule } from '../../../app/foundry/protocol.ts'

/** A fireball of a thousand dice must still fit in a request. */
const MAX_DICE = 10
const MAX_RESULTS = 50

/** A roll that is worth reporting; when it was made is the reporter's business. */
export type RecognisedRoll = Omit<RollEvent, 'at' | 'late'>

/**
 * The rolls of a message that may leave the browser: none of a hidden message,
 * none of one that the module itself wrote.
 */
export function toRollEvents(
  message: MessageView,
  system: string,
  rules: RollRule[]
): RecognisedRoll[] {
  if (message.rolls.length === 0 || !isPublic(message) || isOurs(message)) return []
  return message.rolls.map((roll, index) => toRollEvent(message, roll, index, system, rules))
}

function toRollEvent(
  message: MessageView,
  roll: UnknownRecord,
  rollIndex: number,
  system: string,
  rules: RollRule[]
): RecognisedRoll {
  const dice = collectDice(roll)
  const decisive = decisiveDie(dice)
  const facts = { roll, message, dice, decisive }
  const verdict =
    adapterFor(system)?.verdict(facts) ?? gmVerdict(rules, facts) ?? generic.verdict(facts)

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

function toRollDie({ faces, results }: Die): RollDie {
  return {
    faces,
    results: results.slice(0, MAX_RESULTS).map(({ result, active }) => ({ result, active })),
  }
}

import { randomInt } from 'node:crypto'
import type { MessageData, RollRequest, System } from './shared.ts'

/** What is needed to succeed; everybody at this table is equally able. */
const SKILL = 45

type Part = Pick<MessageData, 'rolls' | 'content' | 'flags' | 'system'>

/** Null for a roll that these systems make like any other: damage, or a formula. */
export function percentilePart(request: RollRequest, system: System, mode: string): Part | null {
  if (request.formula !== undefined || request.kind === 'damage') return null
  if (system !== 'CoC7' && system !== 'wfrp4e') return null
  const thrown = request.natural ?? randomInt(1, 101)
  if (!Number.isInteger(thrown) || thrown < 1 || thrown > 100) {
    throw new RangeError(`A d100 cannot show ${thrown}`)
  }
  return system === 'CoC7' ? investigation(thrown, mode) : warhammer(thrown, mode)
}

/** Tens and ones are thrown apart, and the check is kept in a flag. */
function investigation(thrown: number, mode: string): Part {
  const baseDie = Math.floor(thrown / 10) % 10 || 10
  const unitDie = thrown % 10 || 10
  const dice = { rolled: true, baseDie, unitDie, bonusDice: [], penaltyDice: [] }
  const dicePool = {
    currentPoolModifier: 0,
    difficulty: 1,
    flatDiceModifier: 0,
    flatThresholdModifier: 0,
    luckSpent: 0,
    rolledDice: [dice],
    threshold: SKILL,
  }
  const die = (name: string, result: number) => ({
    class: name,
    evaluated: true,
    number: 1,
    faces: 10,
    results: [{ result, active: true }],
  })
  const plus = { class: 'OperatorTerm', evaluated: true, operator: '+' }
  const terms = [die('CoC7DecaderDie', baseDie), plus, die('Die', unitDie)]
  const roll = { class: 'Roll', options: {}, dice: [], formula: '1dt+1d10', terms, total: thrown }
  return {
    rolls: [JSON.stringify({ ...roll, evaluated: true })],
    content: card(thrown),
    flags: { CoC7: { load: { as: 'CoC7Check', dicePool, rollMode: mode } } },
    system: {},
  }
}

/** The message is of a type of its own, and has no roll. */
function warhammer(thrown: number, mode: string): Part {
  const result = { roll: thrown, target: SKILL, outcome: thrown <= SKILL ? 'success' : 'failure' }
  const testData = { preData: { hitLocation: true }, result, context: { rollMode: mode } }
  return { rolls: [], content: card(thrown), flags: {}, system: { testData } }
}

function card(thrown: number) {
  const word = thrown <= SKILL ? 'success' : 'failure'
  return `<p class="check">${String(thrown).padStart(2, '0')} of ${SKILL}: ${word}</p>`
}

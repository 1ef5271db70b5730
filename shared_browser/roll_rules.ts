import type { RollDie, RollRule } from '../app/foundry/protocol.ts'

/*
 * How a GM's rule judges a roll. The module judges by it at the table, the GM's page
 * tries it on the last rolls: one and the same code, so that both say the same.
 */

/** The tens and the ones show the same, 100 counts as 00. */
const isDouble = (face: number) => face % 11 === 0 || face === 100

/** True when the roll has dice of the rule's kind at all. */
export function speaksOf(rule: RollRule, dice: RollDie[]): boolean {
  return dice.some((die) => isOfRule(rule, die))
}

/** True when the dice show what the rule asks for. */
export function holds(rule: RollRule, dice: RollDie[]): boolean {
  const faces = dice
    .filter((die) => isOfRule(rule, die))
    .flatMap(({ results }) => results)
    .filter(({ active }) => active || !rule.keptOnly)
    .map(({ result }) => result)
    .filter((face) => compares(rule, face))
  return countOf(rule, faces) >= rule.count
}

function isOfRule({ faces, kind }: RollRule, die: RollDie): boolean {
  return die.faces === faces && (kind === 'any' || (die.kind ?? 'any') === kind)
}

function compares({ comparison, value }: RollRule, face: number): boolean {
  if (comparison === 'at_least') return face >= value
  return comparison === 'at_most' ? face <= value : face === value
}

/** Doubles: the digits of one d100, else the most dice that show the same face. */
function countOf({ doubles, faces: sides }: RollRule, faces: number[]): number {
  if (!doubles) return faces.length
  if (sides === 100) return faces.filter(isDouble).length
  const alike = faces.map((face) => faces.filter((other) => other === face).length)
  const most = Math.max(0, ...alike)
  return most < 2 ? 0 : most
}

import type { RollDie, RollRule } from '../app/foundry/protocol.ts'

/*
 * How a GM's rules judge a roll. The module judges by them at the table, the GM's page
 * tries them on the last rolls: one and the same code, so that both say the same.
 */

/** Game systems whose own judgement counts; rules are for all the others. */
export const JUDGING_SYSTEMS = ['dnd5e', 'pf2e', 'sf2e', 'CoC7', 'wfrp4e']

/**
 * What the rules make of a roll: the result of the first that holds, null when
 * none does, undefined when none speaks of such dice.
 */
export function judge(rules: RollRule[], dice: RollDie[]): RollRule['result'] | null | undefined {
  if (!rules.some((rule) => dice.some((die) => isOfRule(rule, die)))) return undefined
  return rules.find((rule) => holds(rule, dice))?.result ?? null
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
  return die.faces === faces && (kind === 'any' || die.kind === kind)
}

function compares({ comparison, value }: RollRule, face: number): boolean {
  if (comparison === 'at_least') return face >= value
  return comparison === 'at_most' ? face <= value : face === value
}

/** Doubles: the digits of one d100, else the most dice that show the same face. */
function countOf({ doubles, faces: sides }: RollRule, faces: number[]): number {
  if (!doubles) return faces.length
  if (sides === 100) return faces.filter(isDouble).length
  const most = Math.max(0, ...faces.map((face) => faces.filter((other) => other === face).length))
  return most < 2 ? 0 : most
}

/** The tens and the ones show the same; 100 counts as 00. */
const isDouble = (face: number) => face % 11 === 0 || face === 100

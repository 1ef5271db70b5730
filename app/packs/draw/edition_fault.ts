import type { Chance } from '#packs/draw/fraction'
import { MOST_DENOMINATOR } from '#packs/draw/edition_limits'

/** What is wrong with an edition, in a sentence for its author, and where: `rarities.2`, `cards.0.variants`. */
export interface EditionFault {
  path: string
  sentence: string
}

/** Whether it is a share from 0 to 1, written in numbers that can be kept. */
export function isChance([numerator, denominator]: Chance): boolean {
  return isBetween(denominator, 1, MOST_DENOMINATOR) && isBetween(numerator, 0, denominator)
}

/** Whether it is a whole number in these bounds. */
export function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

/** A fault for each entry whose id an earlier one has. */
export function doubled(entries: { id: string; name: string }[], path: string): EditionFault[] {
  const known = new Set<string>()
  return entries.flatMap(({ id, name }, index) => {
    const isKnown = known.has(id)
    known.add(id)
    return isKnown ? [{ path: `${path}.${index}`, sentence: `${name} is there twice.` }] : []
  })
}

import type { Edition } from '#packs/draw/edition'
import { doubled, type EditionFault, isChance } from '#packs/draw/edition_fault'
import { compare, ONE, sumOf } from '#packs/draw/fraction'

/** Chances that are none or do not add up to 1, rarities that could be drawn and have no card. */
export function checkRarities(edition: Edition): EditionFault[] {
  const { rarities } = edition
  if (rarities.length === 0) {
    return [{ path: 'rarities', sentence: 'The set has no rarity.' }]
  }
  return [...doubled(rarities, 'rarities'), ...checkChances(edition), ...checkEmpty(edition)]
}

function checkChances({ rarities }: Edition): EditionFault[] {
  const faults = rarities.flatMap(({ name, chance }, index) =>
    isChance(chance)
      ? []
      : [
          {
            path: `rarities.${index}.chance`,
            sentence: `The chance of ${name} is no fraction from 0 to 1.`,
          },
        ]
  )
  if (faults.length > 0) return faults
  const sum = sumOf(rarities.map(({ chance }) => chance))
  if (compare(sum, ONE) === 0) return []
  const found = `${sum.numerator}/${sum.denominator}`
  return [
    { path: 'rarities', sentence: `The chances of the rarities add up to ${found}, not to 1.` },
  ]
}

function checkEmpty({ rarities, cards, pityAfter }: Edition): EditionFault[] {
  const withCards = new Set(cards.map(({ rarity }) => rarity))
  return rarities.flatMap(({ name, chance }, index) => {
    if (withCards.has(index)) return []
    const path = `rarities.${index}`
    if (chance[0] > 0) return [{ path, sentence: `${name} can be drawn, but it has no card.` }]
    const isGuaranteed = pityAfter !== null && index === rarities.length - 1
    return isGuaranteed ? [{ path, sentence: `${name} is guaranteed, but it has no card.` }] : []
  })
}

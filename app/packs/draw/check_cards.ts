import type { Edition, EditionCard } from '#packs/draw/edition'
import { doubled, type EditionFault, isBetween, isChance } from '#packs/draw/edition_fault'
import { MOST_WEIGHT } from '#packs/draw/edition_limits'
import { compare, ONE, sumOf } from '#packs/draw/fraction'

/** Cards of no rarity or without a weight, and looks that are more likely than certain. */
export function checkCards({ cards, rarities }: Edition): EditionFault[] {
  return [
    ...doubled(cards, 'cards'),
    ...cards.flatMap((card, index) => checkCard(card, `cards.${index}`, rarities.length)),
  ]
}

function checkCard(card: EditionCard, path: string, rarities: number): EditionFault[] {
  const faults: EditionFault[] = []
  if (!isBetween(card.rarity, 0, rarities - 1)) {
    faults.push({ path: `${path}.rarity`, sentence: `${card.name} has no rarity of this set.` })
  }
  if (!isBetween(card.weight, 1, MOST_WEIGHT)) {
    const sentence = `The weight of ${card.name} is not a whole number from 1 to ${MOST_WEIGHT}.`
    faults.push({ path: `${path}.weight`, sentence })
  }
  return [...faults, ...checkVariants(card, `${path}.variants`)]
}

function checkVariants({ name, variants }: EditionCard, path: string): EditionFault[] {
  const faults = variants.flatMap((variant, index) =>
    isChance(variant.chance)
      ? []
      : [
          {
            path: `${path}.${index}.chance`,
            sentence: `The chance of ${name}, ${variant.name}, is no fraction from 0 to 1.`,
          },
        ]
  )
  if (faults.length > 0) return faults
  if (compare(sumOf(variants.map(({ chance }) => chance)), ONE) > 0) {
    return [{ path, sentence: `The chances of the looks of ${name} add up to more than 1.` }]
  }
  return doubled(variants, path)
}

import type { Edition } from '#packs/draw/edition'
import { type EditionFault, isBetween } from '#packs/draw/edition_fault'
import { MOST_CARDS_IN_PACK, MOST_PITY } from '#packs/draw/edition_limits'

/** The pack: how many cards, what is guaranteed, and whether that can be drawn. */
export function checkShape(edition: Edition): EditionFault[] {
  const faults: EditionFault[] = []
  const { packSize, pityAfter, slots } = edition
  if (!isBetween(packSize, 1, MOST_CARDS_IN_PACK) || slots.length !== packSize) {
    const sentence = `A pack has 1 to ${MOST_CARDS_IN_PACK} cards, and as many slots.`
    faults.push({ path: 'packSize', sentence })
  }
  if (pityAfter !== null && !isBetween(pityAfter, 1, MOST_PITY)) {
    const sentence = `The top rarity is guaranteed after 1 to ${MOST_PITY} packs, or never.`
    faults.push({ path: 'pityAfter', sentence })
  }
  return [...faults, ...checkSlots(edition)]
}

function checkSlots({ slots, rarities }: Edition): EditionFault[] {
  return slots.flatMap((minimum, slot) => {
    if (minimum === null) return []
    const path = `slots.${slot}`
    if (!isBetween(minimum, 0, rarities.length - 1)) {
      return [{ path, sentence: `Card ${slot + 1} of a pack is of no rarity of this set.` }]
    }
    if (rarities.slice(minimum).some(({ chance }) => chance[0] > 0)) return []
    const { name } = rarities[minimum]
    return [
      {
        path,
        sentence: `Card ${slot + 1} of a pack is at least ${name}, but nothing from ${name} up has a chance.`,
      },
    ]
  })
}

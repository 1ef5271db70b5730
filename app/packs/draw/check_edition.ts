import { checkCards } from '#packs/draw/check_cards'
import { checkRarities } from '#packs/draw/check_rarities'
import { checkShape } from '#packs/draw/check_shape'
import type { Edition } from '#packs/draw/edition'
import type { EditionFault } from '#packs/draw/edition_fault'

/** What keeps packs from being drawn from an edition; none when all is well. */
export function checkEdition(edition: Edition): EditionFault[] {
  return [...checkRarities(edition), ...checkCards(edition), ...checkShape(edition)]
}

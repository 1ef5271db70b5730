import type { OverlayCard } from '../../contract.ts'
import type { Pictures } from '../../packs/pictures.ts'
import { d20 } from '../d20.ts'
import { el } from '../dom.ts'
import { runeRings } from '../magic.ts'

/** More would not be counted at a glance. */
const MOST_PIPS = 6

/** What all cards look like from behind. */
export function cardBack(): HTMLElement {
  return el('pack-face pack-back', el('pack-back-art', runeRings(), d20(null, 'dark')))
}

/** The card itself. */
export function cardFront(card: OverlayCard, pictures: Pictures): HTMLElement {
  const art = el('pack-art')
  pictures.show(card.picture, art, () => el('pack-drawn', runeRings(), d20(null, 'dark')))
  const plate = el('pack-plate', el('pack-name', card.name), rarityLine(card))
  if (card.text !== '') plate.append(el('pack-text', card.text))
  const front = el('pack-face pack-front', el('pack-panel', art, plate))
  if (card.variant) front.append(el('pack-finish'), el('pack-shine', el('pack-sheen')))
  return front
}

/** Colour is never alone: the rarity is written, and counted in pips. */
function rarityLine({ rarity, variant }: OverlayCard): HTMLElement {
  const count = Math.min(MOST_PIPS, rarity.position + 1)
  const pips = el('pack-pips', ...Array.from({ length: count }, () => el('pack-pip')))
  const line = el('pack-rarity', pips, el('pack-rarity-name', rarity.name))
  if (variant) line.append(el('pack-variant', variant.name))
  return line
}

import type { OverlayCard, OverlayOpening } from '../contract.ts'
import { BATCH } from './pack_length.ts'
import { tierOf } from './tier.ts'

export interface BestCard {
  card: OverlayCard
  viewer: string | null
}

/** What of many packs is worth a look, the best first. */
export function bestCards(packs: OverlayOpening[]): BestCard[] {
  return packs
    .flatMap(({ cards, viewer }) => cards.map((card) => ({ card, viewer })))
    .sort((a, b) => rank(b.card) - rank(a.card))
    .slice(0, BATCH.mostCards)
}

/** Rarity first, then a look of its own, then that it is new. Positions stay far below a thousand. */
function rank(card: OverlayCard): number {
  const { rarity, variant, isNew } = card
  return tierOf(card) * 1e5 + rarity.position * 10 + (variant ? 2 : 0) + (isNew ? 1 : 0)
}

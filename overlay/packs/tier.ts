import type { OverlayCard } from '../contract.ts'

/** How much is made of a card: common, uncommon, rare, the rarest. */
export type Tier = 0 | 1 | 2 | 3

export function tierOf({ rarity }: Pick<OverlayCard, 'rarity'>): Tier {
  if (rarity.isTop) return 3
  if (rarity.isRare) return 2
  return rarity.position > 0 ? 1 : 0
}

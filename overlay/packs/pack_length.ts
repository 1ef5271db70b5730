import type { OverlayPack } from '../contract.ts'

/** What decides how long a pack may take; of `cards` and `hasTop` those of the one pack, of `packs` how many. */
export interface PackShape {
  mode: OverlayPack['mode']
  /** Cards in the pack; in a batch, of all packs. */
  cards: number
  /** Whether a card of the rarest rarity is among them. */
  hasTop: boolean
  packs: number
}

/** Parts of a reveal, milliseconds. `card` is what one card gets where there is room for it. */
export interface Tempo {
  /** In comes the pack, and is torn open. */
  tear: number
  /** The cards fan out, face down. */
  deal: number
  /** Each card, turned over one by one. */
  card: number
  /** All cards but the rarest ones together; more cards than fit go faster. */
  cards: number
  /** The cards of the rarest rarity, together, have this on top. */
  top: number
  summary: number
}

/** At most 8 s, and 12 s with a card of the rarest rarity. */
export const TEMPO: Record<Exclude<OverlayPack['mode'], 'batch'>, Tempo> = {
  full: { tear: 1500, deal: 700, card: 800, cards: 3100, top: 4000, summary: 2500 },
  fast: { tear: 800, deal: 400, card: 350, cards: 1400, top: 1600, summary: 1600 },
  rares: { tear: 700, deal: 300, card: 500, cards: 1000, top: 1600, summary: 2000 },
}

/** A batch: packs pile up, the best cards come one after the other, and stay. */
export const BATCH = { pile: 1200, card: 300, mostCards: 7, summary: 3600 }

/**
 * How long a reveal takes at most, in milliseconds. The page works out its own timeline from the cards, never
 * longer than this; the server reckons with this, and goes on after twice as long.
 */
export function packLength({ mode, cards, hasTop }: PackShape): number {
  if (mode === 'batch') {
    return BATCH.pile + BATCH.card * Math.min(cards, BATCH.mostCards) + BATCH.summary
  }
  const tempo = TEMPO[mode]
  const turned = Math.min(tempo.cards, tempo.card * cards)
  return tempo.tear + tempo.deal + turned + (hasTop ? tempo.top : 0) + tempo.summary
}

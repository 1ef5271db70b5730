import type { OverlayCard, OverlaySettings } from '../contract.ts'
import { tierOf } from './tier.ts'

/** Told apart by how light they are, with every kind of colour vision. */
const LADDER = ['#8f99ab', '#6fb9ff', '#f4f9ff', '#ff9f2e'] as const

/** The author's colour, unless the streamer asked for colours that everybody can tell apart. */
export const rarityColour = (card: OverlayCard, palette: OverlaySettings['palette']): string =>
  palette === 'colour_blind' ? LADDER[tierOf(card)] : card.rarity.colour

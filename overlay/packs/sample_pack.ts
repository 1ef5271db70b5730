import type { OverlayCard, OverlayPack } from '../contract.ts'
import { packLength } from './pack_length.ts'

const RARITIES: OverlayCard['rarity'][] = [
  { name: 'Common', colour: '#9AA5B8', position: 0, isRare: false, isTop: false },
  { name: 'Uncommon', colour: '#5CC98F', position: 1, isRare: false, isTop: false },
  { name: 'Rare', colour: '#5AA2FF', position: 2, isRare: true, isTop: false },
  { name: 'Legendary', colour: '#FFB13D', position: 3, isRare: true, isTop: true },
]

type Sample = [name: string, text: string, rarity: number, isNew?: boolean]

const CARDS: Sample[] = [
  ['Lantern Moth', 'It knows the way, but not the destination.', 0],
  ['Toll Bridge', 'Three coppers, or a riddle.', 0],
  ['Hedge Witch', 'Her tea answers questions nobody asked.', 1, true],
  ['Silver Stag', 'Seen once, remembered for a lifetime.', 2, true],
  ['The Sleeping Dragon', 'The mountain breathes.', 3, true],
]

const FOIL: OverlayCard['variant'] = { name: 'Foil', effect: 'foil' }
const GILDED: OverlayCard['variant'] = { name: 'Gilded', effect: 'gilded' }

/** A pack that nobody bought: one card of each kind, a foil, and one of the rarest. */
export function samplePack(id: string, startedAt: string): OverlayPack {
  const cards = CARDS.flatMap(([name, text, index, isNew = false]): OverlayCard[] => {
    const rarity = RARITIES[index]
    const variant = index === 2 ? FOIL : index === 3 ? GILDED : null
    return rarity ? [{ name, text, rarity, variant, isNew, picture: null }] : []
  })
  const shape = { mode: 'full' as const, cards: cards.length, hasTop: true, packs: 1 }
  return {
    id,
    mode: shape.mode,
    isReplay: false,
    startedAt,
    lengthMs: packLength(shape),
    waiting: 0,
    viewers: 1,
    packs: [
      {
        id,
        viewer: 'Ada',
        set: { name: 'Tales of the Old Road', picture: null },
        cards,
        progress: { has: 14, of: 48 },
      },
    ],
  }
}

import type { OverlayCard, OverlayPack } from '../contract.ts'
import { bestCards } from './best_cards.ts'
import { BATCH, packLength, TEMPO, type PackShape } from './pack_length.ts'
import { tierOf, type Tier } from './tier.ts'

/** What happens in a reveal. `card` is its place in the pack, `ms` how long it takes. */
export type Step =
  | { name: 'tear' | 'deal' | 'summary' }
  /** A card draws attention before it is turned over. */
  | { name: 'lift'; card: number; tier: Tier; ms: number }
  | { name: 'turn'; card: number; tier: Tier }
  /** It goes back to its place. */
  | { name: 'rest'; card: number }

export interface Timeline {
  steps: (Step & { at: number })[]
  /** When it is over, milliseconds from its start. */
  length: number
}

/** Of the time that the cards share, how much one has, and which part of it is build-up. */
const WEIGHTS = [0.8, 1, 1.5, 1.2] as const
const BUILD_UP = [0, 0.15, 0.35, 0.45] as const

/** What happens when, worked out beforehand: the page only follows it. Never longer than `packLength` of its shape. */
export function timelineOf(pack: OverlayPack): Timeline {
  return pack.mode === 'batch' ? batchTimeline(pack) : packTimeline(pack, pack.mode)
}

export function shapeOf({ mode, packs }: Pick<OverlayPack, 'mode' | 'packs'>): PackShape {
  const cards = packs.flatMap((opening) => opening.cards)
  const hasTop = cards.some(({ rarity }) => rarity.isTop)
  return { mode, cards: cards.length, hasTop, packs: packs.length }
}

function packTimeline({ packs }: OverlayPack, mode: keyof typeof TEMPO): Timeline {
  const tempo = TEMPO[mode]
  const turns = turnsOf(packs[0]?.cards ?? [], mode)
  const shares = sharesOf(turns, tempo)
  const steps: Timeline['steps'] = [
    { name: 'tear', at: 0 },
    { name: 'deal', at: tempo.tear },
  ]

  let at = tempo.tear + tempo.deal
  for (const { card, tier } of turns) {
    const share = shares[tier]
    const buildUp = share * BUILD_UP[tier]
    if (buildUp > 0) steps.push({ name: 'lift', at, card, tier, ms: buildUp })
    steps.push({ name: 'turn', at: at + buildUp, card, tier })
    at += share
    if (buildUp > 0) steps.push({ name: 'rest', at, card })
  }
  steps.push({ name: 'summary', at })
  return { steps, length: at + tempo.summary }
}

interface Turn {
  card: number
  tier: Tier
}

/** The cards that are turned over one by one, by rising rarity; the others lie open in the summary. */
function turnsOf(cards: OverlayCard[], mode: OverlayPack['mode']): Turn[] {
  return cards
    .map((card, index) => ({ card: index, tier: tierOf(card), position: card.rarity.position }))
    .filter(({ tier }) => mode !== 'rares' || tier >= 2)
    .sort((a, b) => a.position - b.position)
}

/** Milliseconds for a card of each tier. */
function sharesOf(turns: Turn[], { card, cards, top }: (typeof TEMPO)[keyof typeof TEMPO]) {
  const wanted = turns.reduce((sum, { tier }) => sum + card * WEIGHTS[tier], 0)
  const room = Math.min(cards, card * turns.length)
  const part = wanted > room ? (card * room) / wanted : card
  const tops = turns.filter(({ tier }) => tier === 3).length
  const [common, uncommon, rare, rarest] = WEIGHTS
  return {
    0: common * part,
    1: uncommon * part,
    2: rare * part,
    3: rarest * part + (tops > 0 ? top / tops : 0),
  }
}

function batchTimeline(pack: OverlayPack): Timeline {
  const turns = bestCards(pack.packs).map(({ card }, index) => ({
    name: 'turn' as const,
    at: BATCH.pile + index * BATCH.card,
    card: index,
    tier: tierOf(card),
  }))
  const summaryAt = BATCH.pile + turns.length * BATCH.card
  return {
    steps: [{ name: 'tear', at: 0 }, ...turns, { name: 'summary', at: summaryAt }],
    length: packLength(shapeOf(pack)),
  }
}

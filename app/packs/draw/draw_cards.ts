import type { PreparedEdition } from '#packs/draw/prepare_edition'
import type { RandomBytes } from '#packs/draw/uniform'

export interface DrawnCard {
  slot: number
  cardId: string
  /** Null is the regular look. */
  variantId: string | null
  /** Its index among the edition's rarities. */
  rarity: number
}

/** What a pack holds. */
export interface DrawnPack {
  cards: DrawnCard[]
  /** Whether one of them has the top rarity. */
  hasTop: boolean
}

/** Draws a pack; `pityBefore` is how many in a row had no top rarity before it. */
export function drawCards(
  prepared: PreparedEdition,
  bytes: RandomBytes,
  pityBefore: number
): DrawnPack {
  const { slots, top, edition } = prepared
  const isPity = edition.pityAfter !== null && pityBefore >= edition.pityAfter
  const cards: DrawnCard[] = []
  let hasTop = false
  for (let slot = 0; slot < slots.length; slot++) {
    const isPityCard: boolean = isPity && !hasTop && slot === slots.length - 1
    const rarity: number = isPityCard ? top : slots[slot].from + slots[slot].table(bytes)
    hasTop ||= rarity === top
    cards.push({ slot, rarity, ...drawCard(prepared, bytes, rarity) })
  }
  return { cards, hasTop }
}

function drawCard({ cards: tables }: PreparedEdition, bytes: RandomBytes, rarity: number) {
  const cards = tables[rarity]
  if (!cards) throw new Error(`The edition has no card of rarity ${rarity}.`)
  const index = cards.table(bytes)
  const card = cards.cards[index]
  const variant = cards.variants[index](bytes)
  return {
    cardId: card.id,
    variantId: variant < card.variants.length ? card.variants[variant].id : null,
  }
}

import type { Chance } from '#packs/draw/fraction'

/** What packs are drawn from, as published (ADR 19). */
export type Edition = {
  /** The set's id. */
  set: string
  name: string
  packSize: number
  /** After so many packs in a row without the top rarity, the next one has it. */
  pityAfter: number | null
  /** From the most common one; the last is the top rarity. */
  rarities: EditionRarity[]
  /** By position; retired ones are left out. */
  cards: EditionCard[]
  /** Of each slot, the least rarity it may have; null is any. */
  slots: (number | null)[]
}

export type EditionRarity = {
  id: string
  name: string
  chance: Chance
}

export type EditionCard = {
  id: string
  name: string
  /** Its index among the rarities. */
  rarity: number
  /** Against the other cards of its rarity. */
  weight: number
  /** Other looks, in their order; what their chances leave is the regular one. */
  variants: EditionVariant[]
}

export type EditionVariant = {
  id: string
  name: string
  chance: Chance
}

import { type AliasTable, aliasTable } from '#packs/draw/alias_table'
import type { Edition, EditionCard } from '#packs/draw/edition'
import { overOneDenominator } from '#packs/draw/fraction'

/** An edition with its tables made: kept as long as packs are drawn from it. */
export interface PreparedEdition {
  edition: Edition
  /** Index of the top rarity. */
  top: number
  /** Of each slot, what its rarity is drawn from. */
  slots: SlotTable[]
  /** Of each rarity, what its cards are drawn from; null without cards. */
  cards: (CardTable | null)[]
}

export interface SlotTable {
  /** The rarity that the table's first entry is. */
  from: number
  table: AliasTable
}

export interface CardTable {
  cards: EditionCard[]
  table: AliasTable
  /** Of each of the cards; the regular look is the last entry. */
  variants: AliasTable[]
}

/** Makes the tables of an edition in which checkEdition finds no fault. */
export function prepareEdition(edition: Edition): PreparedEdition {
  const slotTables = new Map<number, SlotTable>()
  const slotTable = (minimum: number) => {
    const known = slotTables.get(minimum) ?? { from: minimum, table: rarityTable(edition, minimum) }
    slotTables.set(minimum, known)
    return known
  }
  return {
    edition,
    top: edition.rarities.length - 1,
    slots: edition.slots.map((minimum) => slotTable(minimum ?? 0)),
    cards: edition.rarities.map((_rarity, index) => cardTable(edition, index)),
  }
}

function rarityTable({ rarities }: Edition, minimum: number): AliasTable {
  return aliasTable(overOneDenominator(rarities.slice(minimum).map(({ chance }) => chance)).parts)
}

function cardTable(edition: Edition, rarity: number): CardTable | null {
  const cards = edition.cards.filter((card) => card.rarity === rarity)
  if (cards.length === 0) return null
  return {
    cards,
    table: aliasTable(cards.map(({ weight }) => BigInt(weight))),
    variants: cards.map(variantTable),
  }
}

function variantTable({ variants }: EditionCard): AliasTable {
  const { parts, denominator } = overOneDenominator(variants.map(({ chance }) => chance))
  const regular = denominator - parts.reduce((sum, part) => sum + part, 0n)
  return aliasTable([...parts, regular])
}

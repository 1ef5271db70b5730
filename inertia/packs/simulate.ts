import { drawCards } from '#packs/draw/draw_cards'
import type { Edition } from '#packs/draw/edition'
import { prepareEdition } from '#packs/draw/prepare_edition'
import type { RandomBytes } from '#packs/draw/uniform'
import { EditionTally } from '#packs/odds/edition_tally'
import { type Outcome, OutcomeSums } from '#packs/odds/outcome_sums'

export interface Simulation {
  packs: number
  rarities: Outcome[]
  /** How often the top rarity came, and how often only since it was due. */
  topPacks: number
  pityPacks: number
  /** The most packs in a row without it. */
  longestWait: number
}

const BLOCK = 4096

/** The browser's own randomness: nothing here follows from a seed. */
export function browserBytes(): RandomBytes {
  const block = new Uint8Array(BLOCK)
  let at = BLOCK
  return {
    next() {
      if (at === BLOCK) {
        crypto.getRandomValues(block)
        at = 0
      }
      return block[at++]
    },
  }
}

/** Opens packs for one viewer, one after the other, exactly as the server draws them. */
export function simulate(edition: Edition, packs: number, bytes: RandomBytes): Simulation {
  const prepared = prepareEdition(edition)
  const tally = new EditionTally(edition)
  const last = edition.packSize - 1
  const result = { packs, topPacks: 0, pityPacks: 0, longestWait: 0 }
  let wait = 0
  for (let pack = 0; pack < packs; pack++) {
    const { cards, hasTop } = drawCards(prepared, bytes, wait)
    const hadTop = cards.slice(0, last).some(({ rarity }) => rarity === prepared.top)
    const isPity = edition.pityAfter !== null && wait >= edition.pityAfter && !hadTop
    for (const card of cards) tally.add({ ...card, isPity: isPity && card.slot === last, count: 1 })
    wait = hasTop ? 0 : wait + 1
    result.topPacks += hasTop ? 1 : 0
    result.pityPacks += isPity ? 1 : 0
    result.longestWait = Math.max(result.longestWait, wait)
  }
  const sums = new OutcomeSums()
  for (const stratum of tally.rarityStrata()) sums.add(edition.rarities, stratum)
  return { ...result, rarities: sums.list() }
}

/** Counts each viewer's packs of a set in a row without the top rarity. */
export class Pity {
  #packs = new Map()

  /** @param isWhole whether the first pack of the channel is among those that are added */
  constructor(isWhole) {
    this.isWhole = isWhole
  }

  /** What a pack comes after; of packs before those that are known, only the least can be said. */
  before(opening) {
    let least = 0
    for (const pack of this.#of(opening).toReversed()) {
      // Refunded before this one was drawn: it was drawn as if that had never been.
      if (pack.refundedBefore !== null && pack.refundedBefore <= opening.number) continue
      if (pack.hasTop) return { least, isExact: true }
      least += 1
    }
    return { least, isExact: this.isWhole }
  }

  add(opening, hasTop) {
    this.#of(opening).push({ hasTop, refundedBefore: opening.refundedBefore })
  }

  #of({ viewer, setId }) {
    const key = `${viewer.key} ${setId}`
    const packs = this.#packs.get(key) ?? []
    this.#packs.set(key, packs)
    return packs
  }
}

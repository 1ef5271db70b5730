import type { PublicOpening } from '#packs/public/public_openings'

interface Pack {
  hasTop: boolean
  refundedBefore: number | null
}

/** Each viewer's packs of a set, to count those in a row without the top rarity. */
export class PityHistory {
  #packs = new Map<string, Pack[]>()

  /** @param isWhole whether the channel's first pack is among those that are added */
  constructor(private readonly isWhole: boolean) {}

  /** What a pack comes after; of packs before those that are known, only the least can be said. */
  before(opening: PublicOpening): { least: number; isExact: boolean } {
    let least = 0
    for (const { hasTop, refundedBefore } of this.#of(opening).toReversed()) {
      // Refunded before this one was drawn: it was drawn as if that had never been.
      if (refundedBefore !== null && refundedBefore <= opening.number) continue
      if (hasTop) return { least, isExact: true }
      least += 1
    }
    return { least, isExact: this.isWhole }
  }

  add(opening: PublicOpening, hasTop: boolean): void {
    this.#of(opening).push({ hasTop, refundedBefore: opening.refundedBefore })
  }

  #of({ viewer, setId }: PublicOpening): Pack[] {
    const key = `${viewer.key} ${setId}`
    const packs = this.#packs.get(key) ?? []
    this.#packs.set(key, packs)
    return packs
  }
}

/** Bounds of an edition; the database has the same. */
export const MOST_CARDS_IN_PACK = 20
export const MOST_WEIGHT = 1_000_000
export const MOST_DENOMINATOR = 1_000_000_000
export const MOST_PITY = 1000

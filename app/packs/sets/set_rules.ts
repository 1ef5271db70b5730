/** How much a set may hold. */
export const MOST_CARDS = 5_000
export const MOST_RARITIES = 12
export const MOST_VARIANTS = 8
export const LARGEST_PACK = 20
/** For each author, archived ones included. */
export const MOST_SETS = 200

/** How a variant shines in the overlay. */
export const EFFECTS = ['foil', 'holo', 'gilded', 'inked'] as const
export type Effect = (typeof EFFECTS)[number]

/** What a new set starts from: its chances add up to 1. */
export const FIRST_RARITIES = [
  { name: 'Common', colour: '#8A94A6', numerator: 7, denominator: 10, dust: 5, dustPrice: 40 },
  { name: 'Uncommon', colour: '#3FA66B', numerator: 1, denominator: 5, dust: 10, dustPrice: 100 },
  { name: 'Rare', colour: '#3B82F6', numerator: 2, denominator: 25, dust: 40, dustPrice: 400 },
  {
    name: 'Legendary',
    colour: '#F59E0B',
    numerator: 1,
    denominator: 50,
    dust: 200,
    dustPrice: 1600,
  },
] as const

import type { Sql } from '#core/sql'
import { type Fit, fitOf } from '#packs/odds/chi_square'
import type { EditionTally } from '#packs/odds/edition_tally'
import { OutcomeSums, type Outcome } from '#packs/odds/outcome_sums'
import { readTallies } from '#packs/odds/read_tallies'

/** Real packs beside what was to be expected of them. */
export interface Observed {
  packs: number
  rarities: Outcome[]
  cards: Outcome[]
  /** Other looks, of all cards together; the regular one has no name. */
  looks: Outcome[]
  fits: { rarity: Fit; card: Fit; look: Fit }
}

/** Over all packs of a set that a channel has shown. Cards of a rarity that pity gave are no draws of it. */
export async function readObserved(sql: Sql, streamerId: string, setId: string): Promise<Observed> {
  const { tallies, packs } = await readTallies(sql, streamerId, setId)
  return {
    packs,
    rarities: outcomes(tallies, (tally, sums) => {
      for (const stratum of tally.rarityStrata()) sums.add(tally.edition.rarities, stratum)
    }),
    cards: outcomes(tallies, (tally, sums) => {
      for (const stratum of tally.cardStrata()) sums.add(tally.edition.cards, stratum)
    }),
    looks: outcomes(tallies, (tally, sums) => {
      tally.lookStrata().forEach((stratum, index) => {
        const { variants } = tally.edition.cards[index]
        if (variants.length > 0) sums.add([...variants.map(byName), REGULAR], stratum)
      })
    }),
    fits: {
      rarity: fitOf(tallies.flatMap((tally) => tally.rarityStrata())),
      card: fitOf(tallies.flatMap((tally) => tally.cardStrata())),
      look: fitOf(tallies.flatMap((tally) => tally.lookStrata())),
    },
  }
}

/** The foils of all cards are one line. */
const byName = ({ name }: { name: string }) => ({ id: name, name })
const REGULAR = { id: '', name: '' }

function outcomes(
  tallies: EditionTally[],
  addAll: (tally: EditionTally, sums: OutcomeSums) => void
): Outcome[] {
  const sums = new OutcomeSums()
  for (const tally of tallies) addAll(tally, sums)
  return sums.list()
}

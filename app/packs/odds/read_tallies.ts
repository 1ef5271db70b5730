import type { Sql } from '#core/sql'
import type { Edition } from '#packs/draw/edition'
import { parseEdition } from '#packs/draw/parse_edition'
import { EditionTally } from '#packs/odds/edition_tally'

interface CountRow {
  slot: number
  cardId: string
  variantId: string | null
  isPity: boolean
  count: number
}

export interface Tallies {
  tallies: EditionTally[]
  packs: number
}

/** What a channel's packs of a set held, all that were shown, by the edition they were drawn from. */
export async function readTallies(sql: Sql, streamerId: string, setId: string): Promise<Tallies> {
  const editions = await sql.run<{ id: string; content: string; packs: number }>(
    `SELECT e.id, e.content, count(*)::int AS packs
     FROM openings o JOIN set_editions e ON e.id = o.edition_id
     WHERE o.streamer_id = $1 AND o.set_id = $2 AND o.state = 'shown' GROUP BY e.id ORDER BY e.number DESC`,
    [streamerId, setId]
  )
  const tallies: EditionTally[] = []
  for (const { id, content } of editions) {
    const tally = new EditionTally(parseEdition(content))
    const counts = await countCards(sql, streamerId, setId, id, tally.edition)
    for (const count of counts) tally.add(count)
    tallies.push(tally)
  }
  return { tallies, packs: editions.reduce((sum, { packs }) => sum + packs, 0) }
}

/** Pity gave a card its rarity when it is the pack's last, pity held, and no card before it has the top rarity. */
function countCards(
  sql: Sql,
  streamerId: string,
  setId: string,
  editionId: string,
  { cards, rarities, pityAfter, packSize }: Edition
): Promise<CountRow[]> {
  const top = cards.filter(({ rarity }) => rarity === rarities.length - 1).map(({ id }) => id)
  return sql.run<CountRow>(
    `SELECT c.slot, c.card_id AS "cardId", c.variant_id AS "variantId",
            (c.slot = $5 AND o.pity_before >= $4 AND NOT EXISTS (
               SELECT FROM opening_cards b
               WHERE b.opening_id = o.id AND b.slot < c.slot AND b.card_id = ANY($6::uuid[]))) IS TRUE AS "isPity",
            count(*)::int AS count
     FROM openings o JOIN opening_cards c ON c.opening_id = o.id
     WHERE o.streamer_id = $1 AND o.set_id = $2 AND o.edition_id = $3 AND o.state = 'shown'
     GROUP BY 1, 2, 3, 4`,
    [streamerId, setId, editionId, pityAfter, packSize - 1, top]
  )
}

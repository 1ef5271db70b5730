import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { SetRefused } from '#packs/sets/set_refused'

/** What is drawn meanwhile refers to them, one after the other. */
const HOLD = `
  SELECT id, retired_at IS NOT NULL AS "isRetired" FROM cards WHERE set_id = $1 ORDER BY id FOR UPDATE`

/** Puts the cards of a set into this order, which numbers them; retired ones come behind them. */
export class OrderCards {
  async execute(seen: SeenSet, cardIds: string[]): Promise<void> {
    await changeSet(seen, async (sql) => {
      const cards = await sql.run<{ id: string; isRetired: boolean }>(HOLD, [seen.id])
      const current = cards.filter(({ isRetired }) => !isRetired)
      const wanted = new Set(cardIds)
      if (wanted.size !== current.length || !current.every(({ id }) => wanted.has(id))) {
        throw new SetRefused('changed')
      }
      await sql.run(
        `UPDATE cards c SET position = o.position FROM (
           SELECT a.id, row_number() OVER (ORDER BY w.place NULLS LAST, a.position) AS position
           FROM cards a LEFT JOIN unnest($2::uuid[]) WITH ORDINALITY AS w(id, place) ON w.id = a.id WHERE a.set_id = $1) o
         WHERE c.id = o.id AND c.position <> o.position`,
        [seen.id, [...wanted]]
      )
    })
  }
}

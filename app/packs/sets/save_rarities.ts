import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { refuseSameIds, refuseSameNames } from '#packs/sets/faults_of_fields'
import { SetRefused } from '#packs/sets/set_refused'
import type { RarityInput } from '#packs/sets/set_validators'

/**
 * The rarities of a set as a whole, in their order. A draft may lack something to 1; publishing
 * it may not. One that is left out is deleted, unless it has cards.
 */
export class SaveRarities {
  async execute(seen: SeenSet, rarities: RarityInput[]): Promise<void> {
    refuseSameNames(
      rarities.map(({ name }) => name),
      (index) => `rarities.${index}.name`,
      'Another rarity has this name.'
    )
    refuseSameIds(rarities.flatMap(({ id }) => id ?? []))
    await changeSet(seen, async (sql) => {
      const rows = rarities.map((rarity, position) => ({
        ...rarity,
        id: rarity.id ?? uuidv7(),
        position,
      }))
      await removeOthers(
        sql,
        seen.id,
        rows.map(({ id }) => id)
      )
      await write(sql, seen.id, rows)
    })
  }
}

async function removeOthers(sql: Sql, setId: string, kept: string[]): Promise<void> {
  const used = await sql.run(
    `SELECT FROM cards c WHERE c.set_id = $1 AND c.rarity_id <> ALL($2::uuid[]) LIMIT 1`,
    [setId, kept]
  )
  if (used.length > 0) {
    throw new SetRefused('rarity_in_use')
  }
  await sql.run('DELETE FROM card_rarities WHERE set_id = $1 AND id <> ALL($2::uuid[])', [
    setId,
    kept,
  ])
}

/** Names are freed first: two rarities may have swapped theirs. An id of another set is nobody's here. */
async function write(
  sql: Sql,
  setId: string,
  rows: (RarityInput & { id: string; position: number })[]
): Promise<void> {
  await sql.run(`UPDATE card_rarities SET name = right(id::text, 30) WHERE set_id = $1`, [setId])
  const written = await sql.run(
    `INSERT INTO card_rarities AS c (id, set_id, name, colour, position, chance_numerator, chance_denominator, dust, dust_price)
     SELECT r.id, $1, r.name, r.colour, r.position, (r.chance->>'numerator')::bigint, (r.chance->>'denominator')::bigint,
       r.dust, r."dustPrice"
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, name text, colour text, position integer, chance jsonb,
       dust integer, "dustPrice" integer)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour, position = excluded.position,
       chance_numerator = excluded.chance_numerator, chance_denominator = excluded.chance_denominator,
       dust = excluded.dust, dust_price = excluded.dust_price
     WHERE c.set_id = $1 RETURNING c.id`,
    [setId, JSON.stringify(rows)]
  )
  if (written.length < rows.length) {
    throw new SetRefused('unknown_rarity')
  }
}

import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { refuseSameIds } from '#packs/sets/faults_of_fields'
import type { VariantInput } from '#packs/sets/set_validators'
import { insertVariants } from '#packs/sets/write_cards'

/**
 * The variants of a card as a whole. One that is left out is deleted, unless an edition has it: somebody
 * may own it, or draw it yet. Then it stays with no chance, and comes back when it is asked for by name.
 */
export async function replaceVariants(
  sql: Sql,
  cardId: string,
  variants: VariantInput[]
): Promise<void> {
  const given = variants.flatMap(({ id }) => id ?? [])
  refuseSameIds(given)
  const known = await namesOf(sql, cardId, given)
  const rows = variants.map((variant, position) => ({
    ...variant,
    id: variant.id ?? known.get(variant.name.toLowerCase()) ?? uuidv7(),
    position,
  }))
  const kept = rows.map(({ id }) => id)
  await removeOthers(sql, cardId, kept)
  // Two may have swapped their names.
  await sql.run(
    'UPDATE card_variants SET name = right(id::text, 30) WHERE card_id = $1 AND id = ANY($2::uuid[])',
    [cardId, kept]
  )
  await insertVariants(
    sql,
    rows.map((row) => ({ ...row, cardId }))
  )
}

/**
 * Of those that were not given by id: one of these may have got another name, and gives up its own. All are
 * held, in the order in which what is drawn meanwhile refers to them.
 */
async function namesOf(sql: Sql, cardId: string, given: string[]): Promise<Map<string, string>> {
  const rows = await sql.run<{ id: string; name: string }>(
    'SELECT id, lower(name) AS name FROM card_variants WHERE card_id = $1 ORDER BY id FOR UPDATE',
    [cardId]
  )
  const others = rows.filter(({ id }) => !given.includes(id))
  return new Map(others.map(({ id, name }) => [name, id]))
}

async function removeOthers(sql: Sql, cardId: string, kept: string[]): Promise<void> {
  await sql.run(
    `DELETE FROM card_variants v USING cards c
     WHERE v.card_id = $1 AND c.id = v.card_id AND v.id <> ALL($2::uuid[]) AND NOT EXISTS (
       SELECT FROM set_editions e WHERE e.set_id = c.set_id AND position(v.id::text IN e.content) > 0)`,
    [cardId, kept]
  )
  await sql.run(
    `UPDATE card_variants v SET chance_numerator = 0, chance_denominator = 1, position = o.position
     FROM (SELECT id, 999 + row_number() OVER (ORDER BY position) AS position
       FROM card_variants WHERE card_id = $1 AND id <> ALL($2::uuid[])) o
     WHERE v.id = o.id`,
    [cardId, kept]
  )
}

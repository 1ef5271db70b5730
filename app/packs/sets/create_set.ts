import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { FIRST_RARITIES, MOST_SETS } from '#packs/sets/set_rules'
import { SetRefused } from '#packs/sets/set_refused'

const FIRST_PACK = 5

/** A new set: a draft with rarities whose chances add up, and no card. */
export class CreateSet {
  async execute(ownerId: string, name: string): Promise<string> {
    return transact(async (sql) => {
      await refuseTooManySets(sql, ownerId)
      const id = uuidv7()
      await sql.run(
        'INSERT INTO card_sets (id, owner_id, name, pack_size) VALUES ($1, $2, $3, $4)',
        [id, ownerId, name, FIRST_PACK]
      )
      await sql.run(
        `INSERT INTO card_rarities (id, set_id, name, colour, position, chance_numerator, chance_denominator, dust, dust_price)
         SELECT r.id, $1, r.name, r.colour, r.position, r.numerator, r.denominator, r.dust, r."dustPrice"
         FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, name text, colour text, position integer, numerator bigint,
           denominator bigint, dust integer, "dustPrice" integer)`,
        [
          id,
          JSON.stringify(
            FIRST_RARITIES.map((rarity, position) => ({ ...rarity, position, id: uuidv7() }))
          ),
        ]
      )
      return id
    })
  }
}

/**
 * Locks the author, so that two at once are counted.
 *
 * @throws SetRefused
 */
export async function refuseTooManySets(sql: Sql, ownerId: string): Promise<void> {
  await sql.run('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [ownerId])
  const [row] = await sql.run<{ count: number }>(
    'SELECT count(*)::integer AS count FROM card_sets WHERE owner_id = $1',
    [ownerId]
  )
  if ((row?.count ?? 0) >= MOST_SETS) {
    throw new SetRefused('too_many_sets')
  }
}

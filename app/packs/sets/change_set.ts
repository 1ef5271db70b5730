import type { Sql } from '#core/sql'
import { type AfterCommit, isDatabaseError, transact } from '#core/transact'
import { SetRefused, type SetRefusal } from '#packs/sets/set_refused'

/** Microseconds of `edited_at`: what an editor's page says it has seen. */
export const REVISION = '(extract(epoch FROM edited_at) * 1000000)::bigint'

/** A set as somebody has seen it. */
export interface SeenSet {
  id: string
  revision: string
}

type Work<Result> = (sql: Sql, after: AfterCommit) => Promise<Result>

/**
 * Changes the draft of a set, unless somebody else has changed it since it was
 * seen. The set's row is locked for that, so that its changes follow one another.
 *
 * @throws SetRefused
 */
export async function changeSet<Result>(seen: SeenSet, work: Work<Result>): Promise<Result> {
  try {
    return await transact(async (sql, after) => {
      await claim(sql, seen)
      return work(sql, after)
    })
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

async function claim(sql: Sql, { id, revision }: SeenSet): Promise<void> {
  const claimed = await sql.run(
    `UPDATE card_sets SET updated_at = now(),
       edited_at = GREATEST(clock_timestamp(), edited_at + interval '1 microsecond')
     WHERE id = $1 AND ${REVISION} = $2::bigint AND state <> 'archived' RETURNING id`,
    [id, revision]
  )
  if (claimed.length === 0) {
    const archived = await sql.run(`SELECT FROM card_sets WHERE id = $1 AND state = 'archived'`, [
      id,
    ])
    throw new SetRefused(archived.length > 0 ? 'archived' : 'changed')
  }
}

const BY_CONSTRAINT: Record<string, SetRefusal> = {
  cards_picture_id_fkey: 'no_picture',
  card_sets_picture_id_fkey: 'no_picture',
  cards_set_id_rarity_id_fkey: 'unknown_rarity',
  pack_slots_set_id_minimum_rarity_id_fkey: 'unknown_rarity',
  cards_published_rarity: 'rarity_on_sale',
  collections_card_id_fkey: 'drawn',
  boons_card_id_fkey: 'drawn',
  collections_variant_id_fkey: 'variant_drawn',
  boons_variant_id_fkey: 'variant_drawn',
  cards_name: 'same_name',
  card_variants_name: 'same_name',
  card_rarities_name: 'same_name',
}

function refusalOf(error: unknown): SetRefused | undefined {
  const constraint = isDatabaseError(error) && 'constraint' in error ? String(error.constraint) : ''
  const reason = BY_CONSTRAINT[constraint]
  return reason && new SetRefused(reason, { cause: error })
}

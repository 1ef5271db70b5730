import type { Sql } from '#core/sql'

/**
 * What viewers see of a set follows its draft, which has just been published: which cards are drawn, of which
 * rarity each is, and the order of the rarities. Cards that are drawn no more stay as they are for those who have them.
 */
export async function markPublished(sql: Sql, setId: string): Promise<void> {
  await sql.run('UPDATE card_rarities SET published_position = position WHERE set_id = $1', [setId])
  await sql.run(
    `UPDATE cards SET published_rarity_id = rarity_id, in_edition = retired_at IS NULL
     WHERE set_id = $1 AND (retired_at IS NULL OR published_rarity_id IS NOT NULL)
       AND (published_rarity_id, in_edition) IS DISTINCT FROM (rarity_id, retired_at IS NULL)`,
    [setId]
  )
}

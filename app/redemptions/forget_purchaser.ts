import type { Sql } from '#core/sql'

/**
 * Takes what a viewer wrote out of the ledger. The redemptions stay, as the purchases of
 * somebody: every point is still accounted for.
 */
export async function forgetPurchaser(sql: Sql, viewerId: number): Promise<void> {
  await sql.run(
    'UPDATE redemptions SET user_input = NULL WHERE viewer_id = $1 AND user_input IS NOT NULL',
    [viewerId]
  )
}

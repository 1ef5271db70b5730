import type { Sql } from '#core/sql'
import type { RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'

/** Those of Twitch's redemptions that the ledger does not have. */
export async function unknownOf(
  sql: Sql,
  redemptions: RedemptionOnTwitch[]
): Promise<RedemptionOnTwitch[]> {
  if (redemptions.length === 0) {
    return []
  }
  const known = await sql.run<{ id: string }>(
    'SELECT id FROM redemptions WHERE id = ANY ($1::text[])',
    [redemptions.map(({ id }) => id)]
  )
  const ids = new Set(known.map(({ id }) => id))
  return redemptions.filter(({ id }) => !ids.has(id))
}

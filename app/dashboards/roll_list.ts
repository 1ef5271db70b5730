import type { Sql } from '#core/sql'

/** A public roll of the table, as a member reads it. */
export type RollLine = {
  id: string
  character: string
  streamer: string | null
  formula: string
  total: number
  natural: number | null
  critical: 'success' | 'failure' | null
  /** What became of it, for example which goal it consumed. */
  outcome: string | null
  rolledAt: string
}

const LINES = 10

/** The last rolls of a campaign, newest first. */
export async function latestRolls(sql: Sql, campaignId: string): Promise<RollLine[]> {
  const rows = await sql.run<Omit<RollLine, 'rolledAt'> & { rolledAt: Date }>(
    `SELECT f.id, COALESCE(f.actor_name, f.foundry_user_name) AS character,
            u.display_name AS streamer, f.formula, f.total, f."natural", f.critical, f.outcome,
            f.rolled_at AS "rolledAt"
     FROM foundry_rolls f LEFT JOIN users u ON u.id = f.streamer_id
     WHERE f.campaign_id = $1
     ORDER BY f.received_at DESC LIMIT ${LINES}`,
    [campaignId]
  )

  return rows.map((row) => ({ ...row, rolledAt: row.rolledAt.toISOString() }))
}

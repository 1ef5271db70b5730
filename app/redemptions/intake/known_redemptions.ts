import type { IncomingRedemption, RedemptionState } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'

export interface KnownRedemption {
  id: string
  state: RedemptionState
  reason: string | null
}

const KNOWN = `SELECT id, state, reason FROM redemptions WHERE id = ANY ($1::text[])`

/** Those of a batch that are in the ledger already. */
export async function knownRedemptions(
  sql: LaneSql,
  batch: IncomingRedemption[]
): Promise<Map<string, KnownRedemption>> {
  if (batch.length === 0) {
    return new Map()
  }
  const ids = arrayLiteral(batch, ({ redemptionId }) => redemptionId)
  const rows = await sql.run<KnownRedemption>(KNOWN, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

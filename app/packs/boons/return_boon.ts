import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { boonsChanged } from '#packs/boons/boons_changed'
import { type Copies, giveCopy, recordChange } from '#packs/collections/change_copies'

/** Why a card came back. */
export type ReturnReason = 'rejected' | 'nobody_decided' | 'refunded' | 'did_not_work'

/**
 * Gives a spent card back to its owner. The channel is locked by the caller.
 *
 * @param from only in one of these states
 * @returns false when it was in another one
 */
export async function returnBoon(
  sql: Sql,
  after: AfterCommit,
  boonId: string,
  { from, reason, by = null }: { from: 'asked' | 'used'; reason: ReturnReason; by?: string | null }
): Promise<boolean> {
  const [boon] = await sql.run<Copies & { campaignId: string | null }>(
    `UPDATE boons SET state = 'returned', reason = $3, decided_by = COALESCE($4::uuid, decided_by),
       ended_at = clock_timestamp()
     WHERE id = $1 AND state = $2
     RETURNING streamer_id AS "streamerId", viewer_id AS "viewerId", card_id AS "cardId",
       variant_id AS "variantId", campaign_id AS "campaignId"`,
    [boonId, from, reason, by]
  )
  if (!boon) {
    return false
  }
  await recordChange(sql, {
    ...boon,
    kind: 'boon_returned',
    quantity: 1,
    dust: 0,
    attemptId: uuidv7(),
  })
  await giveCopy(sql, boon)
  if (boon.campaignId) {
    boonsChanged(after, boon.campaignId)
  }
  return true
}

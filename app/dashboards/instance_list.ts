import type { Sql } from '#core/sql'
import { reasonSentence } from '#redemptions/reasons'
import { type AnnouncedRow, TOLD_COLUMNS, toPublicInstance } from '#gamification/public_instance'
import type { PublicInstance } from '../../overlay/contract.js'

/** An instance that has ended, with what became of it. */
export type EndedInstance = PublicInstance & {
  endedAt: string
  sentence: string | null
  /** What the table, or the action itself, said of it. */
  detail: string | null
  /** Foundry's word for the roll that consumed it, where one did. */
  character: string | null
}

const LINES = 8

/** How the last goals of a campaign ended, newest first. */
export async function endedInstances(sql: Sql, campaignId: string): Promise<EndedInstance[]> {
  const rows = await sql.run<
    AnnouncedRow & { ended_at: Date; character: string | null; detail: string | null }
  >(
    `SELECT i.*, ${TOLD_COLUMNS}, f.actor_name AS character, e.result->>'message' AS detail
     FROM instances i LEFT JOIN foundry_rolls f ON f.id = i.roll_id
       LEFT JOIN executions e ON e.instance_id = i.id
     WHERE i.campaign_id = $1 AND i.ended_at IS NOT NULL
     ORDER BY i.ended_at DESC LIMIT ${LINES}`,
    [campaignId]
  )

  return rows.map((row) => ({
    ...toPublicInstance(row),
    endedAt: row.ended_at.toISOString(),
    sentence: reasonSentence(row.reason),
    detail: row.detail,
    character: row.character,
  }))
}

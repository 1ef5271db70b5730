import type { Sql } from '#core/sql'

/** What the table said of one part of a trial; `answer` is null while it has not. */
export type TriedAnswer = { commandId: string; isPossible: boolean; answer: string | null }

const OPEN = ['queued', 'delivered']

/** Only of dry runs of this campaign; others are left out. */
export async function readTrial(
  sql: Sql,
  campaignId: string,
  commandIds: string[]
): Promise<TriedAnswer[]> {
  const rows = await sql.run<{ id: string; status: string; message: string | null }>(
    `SELECT id, status, result->>'message' AS message FROM foundry_commands
     WHERE campaign_id = $1 AND is_dry_run AND id = ANY ($2::uuid[]) ORDER BY seq`,
    [campaignId, commandIds]
  )
  return rows.map(({ id, status, message }) => ({
    commandId: id,
    isPossible: status === 'done',
    answer: OPEN.includes(status) ? null : wordsFor(status, message),
  }))
}

function wordsFor(status: string, message: string | null): string {
  if (status === 'done') return 'The table can do it.'
  if (status === 'expired') return 'The table did not answer in time.'
  return message ?? 'The table cannot do it.'
}

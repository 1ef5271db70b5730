import { until } from '#tests/support/until'
import { STREAMERS } from './schedule.js'
import type { Stage } from './stage.js'

const PATIENCE_MS = 240_000
const DECISIONS: Record<string, string> = { executing: 'dismiss' }

/**
 * The processes, the database and Redis run again; now everybody does what is
 * theirs to do: the streamers consent, the table answers, the GM ends what is open.
 *
 * @param hurried asks for a comparison with Twitch at once, instead of within a minute
 * @returns whether nothing is open any more, on Twitch or in the ledger
 */
export async function heal(stage: Stage, hurried: boolean): Promise<boolean> {
  await stage.simulator.control('DELETE', '/faults')
  await Promise.all(STREAMERS.map((login) => stage.streamers[login].consent()))
  await stage.gm.post(`/campaigns/${stage.campaignId}/resume`)
  if (hurried) await stage.query(`SELECT pg_notify('reconciliations', '')`)

  return until('everything is settled', () => endWhatIsOpen(stage), PATIENCE_MS).catch(() => false)
}

/** @returns whether nothing is open */
async function endWhatIsOpen(stage: Stage): Promise<boolean> {
  await stage.table.answer(false)
  const open = await stage.query<{ id: string; status: string }>(
    `SELECT i.id, i.status FROM instances i LEFT JOIN executions e ON e.instance_id = i.id
     WHERE i.status IN ('active', 'armed', 'awaiting_approval')
       OR (i.status = 'executing' AND e.status = 'uncertain')`
  )
  for (const { id, status } of open) {
    const what = DECISIONS[status] ?? 'cancel'
    await stage.gm.post(`/campaigns/${stage.campaignId}/instances/${id}/${what}`)
  }
  const [{ waiting }] = await stage.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM redemptions WHERE settled_at IS NULL`
  )
  const onTwitch = await stage.simulator.redemptions({ status: 'UNFULFILLED' })
  return open.length === 0 && waiting === 0 && onTwitch.length === 0
}

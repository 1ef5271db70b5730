import { setTimeout as pause } from 'node:timers/promises'
import { STREAMERS } from './schedule.js'
import type { Stage } from './stage.js'

/** How long nothing may settle before what is open counts as stuck: longer than any waiting in between. */
const PATIENCE_MS = 150_000
const LOOK_MS = 250
const DECISIONS: Record<string, string> = { executing: 'dismiss' }

/**
 * The processes, the database and Redis run again; now everybody does what is
 * theirs to do: the streamers consent, the table answers, the GM ends what is open.
 *
 * @param hurried asks for a comparison with Twitch at once, instead of within a minute
 * @returns whether nothing is open any more, on Twitch or in the ledger, and all has been compared
 */
export async function heal(stage: Stage, hurried: boolean): Promise<boolean> {
  await stage.simulator.control('DELETE', '/faults')
  await Promise.all(STREAMERS.map((login) => stage.streamers[login].consent()))
  await stage.gm.post(`/campaigns/${stage.campaignId}/resume`)
  const [{ healed }] = await stage.query<{ healed: Date }>('SELECT now() AS healed')
  if (hurried) await stage.query(`SELECT pg_notify('reconciliations', '')`)

  let open = Infinity
  let movedAt = performance.now()
  while (open > 0 && performance.now() - movedAt < PATIENCE_MS) {
    await endWhatIsOpen(stage)
    const left = (await countOpen(stage)) + (await countUncompared(stage, healed))
    if (left !== open) movedAt = performance.now()
    open = left
    await pause(LOOK_MS)
  }
  return open === 0
}

/** The table, the GM and the streamers do their part. */
async function endWhatIsOpen(stage: Stage): Promise<void> {
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
  await skipPacks(stage)
}

/** No overlay plays them: waiting for the end of each would take minutes. */
async function skipPacks(stage: Stage): Promise<void> {
  const shown = await stage.query<{ id: string; streamer_id: string; login: string }>(
    `SELECT s.id, s.streamer_id, a.login FROM pack_showings s
     JOIN twitch_accounts a ON a.user_id = s.streamer_id WHERE s.ended_at IS NULL`
  )
  for (const { id, streamer_id: streamerId, login } of shown) {
    const streamer = STREAMERS.find((one) => one === login)
    if (streamer) {
      await stage.streamers[streamer].post(`/streamers/${streamerId}/packs/showings/${id}/skip`)
    }
  }
}

/** Rewards that have not been compared with Twitch since. */
async function countUncompared(stage: Stage, since: Date): Promise<number> {
  const [{ count }] = await stage.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM rewards
     WHERE state IN ('present', 'orphaned') AND twitch_reward_id IS NOT NULL
       AND (compared_to IS NULL OR compared_to < $1)`,
    [since]
  )
  return count
}

/** Goals, redemptions in the ledger, and redemptions on Twitch. */
async function countOpen(stage: Stage): Promise<number> {
  const [{ open }] = await stage.query<{ open: number }>(
    `SELECT (SELECT count(*) FROM redemptions WHERE settled_at IS NULL)::int
       + (SELECT count(*) FROM instances WHERE ended_at IS NULL)::int AS open`
  )
  const onTwitch = await stage.simulator.redemptions({ status: 'UNFULFILLED' })
  return open + onTwitch.length
}

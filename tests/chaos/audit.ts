import { PACK_CHECKS } from '#packs/verification/pack_checks'
import type { SimulatedRedemption } from '#tests/support/twitch_simulator_types'
import { STREAMERS } from './schedule.js'
import type { Stage } from './stage.js'

export interface LedgerRow {
  id: string
  state: string
  reason: string | null
  settled_by: string | null
  /** How its goal ended; of a pack, whether it was shown. */
  ending: string | null
  /** How often its history says that it ended, not counting a correction; none for one that came settled. */
  endings: number
}

export interface Audit {
  redemptions: number
  fulfilled: number
  refunded: number
  /** Still open, on Twitch or in the ledger. */
  stuck: number
  /** A purchase the ledger lacks, or whose points are gone for nothing. */
  lost: number
  /** Counted, executed or settled more than once, or both executed and refunded. */
  doubled: number
  /** Settled unheard on a reward that was then deleted: not to be read any more, and not claimed to be known. */
  unseen: number
  /** A sentence for each that is not as it should be. */
  findings: string[]
}

type PackRow = { about: string; found: string; wanted: string }

const ENDS = { FULFILLED: 'fulfilled', CANCELED: 'refunded' }

/** Compares what Twitch sold, one by one, with the ledger and with how each goal or pack ended. */
export async function audit(stage: Stage): Promise<Audit> {
  const onTwitch = await stage.simulator.redemptions()
  const rows = await stage.query<LedgerRow>(
    `SELECT r.id, r.state, r.reason, r.settled_by, COALESCE(i.status,
         CASE o.state WHEN 'shown' THEN 'completed' ELSE o.state END) AS ending,
       (SELECT count(*)::int FROM redemption_changes c
        WHERE c.redemption_id = r.id AND c.to_state IN ('fulfilled', 'refunded')
          AND c.from_state NOT IN ('fulfilled', 'refunded')) AS endings
     FROM redemptions r LEFT JOIN instances i ON i.id = r.instance_id
     LEFT JOIN openings o ON o.redemption_id = r.id`
  )
  const ledger = new Map(rows.map((row) => [row.id, row]))
  const rewards = await Promise.all(STREAMERS.map((login) => stage.rewardsOf(login)))
  const readable = new Set(rewards.flat().map(({ id }) => id))
  const count = (status: string) => onTwitch.filter((one) => one.status === status).length
  const found: Audit = {
    redemptions: onTwitch.length,
    fulfilled: count('FULFILLED'),
    refunded: count('CANCELED'),
    stuck: 0,
    lost: 0,
    doubled: 0,
    unseen: 0,
    findings: [],
  }

  for (const redemption of onTwitch) {
    const isReadable = readable.has(redemption.reward.id)
    const verdict = judge({ ...redemption, isReadable }, ledger.get(redemption.id))
    if (!verdict) continue
    found[verdict.is] += 1
    if (verdict.is !== 'unseen') {
      found.findings.push(`${verdict.is}: ${redemption.id} ${verdict.because}`)
    }
  }
  for (const { query, sentence } of PACK_CHECKS) {
    for (const { about, found: is, wanted } of await stage.query<PackRow>(query)) {
      found.lost += 1
      found.findings.push(`packs: ${about} is ${is}, not ${wanted}. ${sentence}`)
    }
  }
  for (const { because, difference } of await sums(stage)) {
    found[difference > 0 ? 'doubled' : 'lost'] += Math.abs(difference)
    found.findings.push(because)
  }
  return found
}

type Settled = Pick<SimulatedRedemption, 'status' | 'settled_by'> & {
  /** Its reward is still there, so that Twitch can be asked about it. */
  isReadable: boolean
}

type Verdict = { is: 'stuck' | 'lost' | 'doubled' | 'unseen'; because: string }

/** @returns null when it is as it should be */
export function judge(redemption: Settled, row: LedgerRow | undefined): Verdict | null {
  const { status, settled_by: settledBy } = redemption

  if (!row) {
    const byOthers = settledBy === 'moderator' || settledBy === 'twitch'
    const is = byOthers && !redemption.isReadable ? 'unseen' : 'lost'
    return { is, because: `is not in the ledger (${status})` }
  }
  if (status === 'UNFULFILLED' || !['fulfilled', 'refunded'].includes(row.state)) {
    return { is: 'stuck', because: `is ${status} on Twitch and ${row.state} in the ledger` }
  }
  if (row.endings > 1) {
    return { is: 'doubled', because: `has ended ${row.endings} times` }
  }
  if (ENDS[status] !== row.state) {
    if (couldNotBeKnown(redemption, row)) return { is: 'unseen', because: 'was cancelled unheard' }
    const is = status === 'FULFILLED' ? 'lost' : 'doubled'
    return { is, because: `is ${status} on Twitch and ${row.state} in the ledger` }
  }
  return settledBy === 'app' ? judgeOurs(status, row.ending) : null
}

/**
 * Cancelled while nobody heard of it, and then the reward was deleted on Twitch:
 * it can be read no more. Where it was our refund, the ledger says that it does not know.
 */
function couldNotBeKnown({ status, settled_by: by, isReadable }: Settled, row: LedgerRow): boolean {
  const saysSo = by !== 'app' || row.reason === 'refund_unconfirmed'
  return status === 'CANCELED' && row.settled_by === 'twitch' && !isReadable && saysSo
}

/** We fulfil what worked and refund everything else. */
function judgeOurs(status: 'FULFILLED' | 'CANCELED', ending: string | null): Verdict | null {
  const worked = ending === 'completed'
  if (status === 'FULFILLED' && !worked) {
    return { is: 'lost', because: `was fulfilled, its goal is ${ending ?? 'none'}` }
  }
  return status === 'CANCELED' && worked
    ? { is: 'doubled', because: 'was refunded, its goal worked' }
    : null
}

/** Each goal counts what contributes to it, and is executed once at most. */
function sums(stage: Stage): Promise<{ because: string; difference: number }[]> {
  return stage.query(
    `SELECT format('goal %s counts %s, contributed are %s', i.id, i.progress, c.weight) AS because,
       (i.progress - c.weight)::int AS difference
     FROM instances i CROSS JOIN LATERAL (
       SELECT COALESCE(sum(weight), 0) AS weight FROM redemptions WHERE instance_id = i.id) c
     WHERE i.progress <> c.weight
     UNION ALL
     SELECT format('goal %s was ordered %s times', instance_id, count(*)), (count(*) - 1)::int
     FROM foundry_commands WHERE instance_id IS NOT NULL AND undo_of IS NULL AND NOT is_dry_run
     GROUP BY instance_id HAVING count(*) > 1`
  )
}

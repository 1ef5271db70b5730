import type { Sql } from '#core/sql'
import { olderThan, type Place } from '#dashboards/accounts/account_lines'
import { csvLine } from '#dashboards/accounts/csv'
import {
  type LedgerFilter,
  type LedgerPart,
  ledgerCondition,
} from '#dashboards/accounts/ledger_filter'
import { plainReason } from '#redemptions/reasons'

/** So many rows are in memory at once. */
const CHUNK = 1_000

const COLUMNS = [
  'redemption_id',
  'redeemed_at',
  'received_at',
  'settled_at',
  'streamer',
  'reward',
  'viewer_login',
  'viewer',
  'cost',
  'state',
  'reason',
  'explanation',
  'settled_by',
  'stuck_cause',
  'attempts',
  'instance_id',
  'weight',
]

interface Row {
  id: string
  place: string
  redeemed_at: Date
  received_at: Date
  settled_at: Date | null
  streamer: string | null
  reward: string | null
  viewer_login: string | null
  viewer: string | null
  cost: number
  state: string
  reason: string | null
  settled_by: string | null
  stuck_cause: string | null
  attempts: number
  instance_id: string | null
  weight: number
}

/**
 * A selection of the ledger as CSV, newest first, read as fast as it is taken:
 * a whole campaign never is in memory. Times are ISO in UTC.
 */
export async function* exportLedger(
  sql: Sql,
  part: LedgerPart,
  filter: LedgerFilter
): AsyncGenerator<string> {
  yield csvLine(COLUMNS)
  let after: Place | null = null

  do {
    const rows: Row[] = await chunk(sql, part, filter, after)
    const last = rows.length === CHUNK ? rows.at(-1) : undefined
    after = last ? { id: last.id, redeemedAt: last.place } : null
    yield rows.map(lineOf).join('')
  } while (after)
}

function chunk(sql: Sql, part: LedgerPart, filter: LedgerFilter, after: Place | null) {
  const [where, values] = ledgerCondition(part, filter)
  const [beyond, place] = after ? olderThan(after, values.length) : ['true', []]

  return sql.run<Row>(
    `SELECT r.id, r.redeemed_at::text AS place, r.redeemed_at, r.received_at, r.settled_at,
            u.display_name AS streamer, w.title AS reward, v.login AS viewer_login,
            v.display_name AS viewer, r.cost, r.state, r.reason, r.settled_by, r.stuck_cause,
            r.attempts, r.instance_id, r.weight
     FROM redemptions r
     LEFT JOIN viewers v ON v.id = r.viewer_id AND NOT v.is_hidden AND v.erased_at IS NULL
     LEFT JOIN rewards w ON w.id = r.reward_id
     LEFT JOIN users u ON u.id = r.streamer_id
     WHERE ${where} AND ${beyond}
     ORDER BY r.redeemed_at DESC, r.id DESC LIMIT ${CHUNK}`,
    [...values, ...place]
  )
}

function lineOf(row: Row): string {
  return csvLine([
    row.id,
    row.redeemed_at,
    row.received_at,
    row.settled_at,
    row.streamer,
    row.reward,
    row.viewer_login,
    row.viewer,
    row.cost,
    row.state,
    row.reason,
    plainReason(row.reason),
    row.settled_by,
    row.stuck_cause,
    row.attempts,
    row.instance_id,
    row.weight,
  ])
}

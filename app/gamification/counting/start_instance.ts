import { uuidv7 } from '#core/ids'
import type { LaneSql } from '#core/lane/lane'
import { RacedError } from '#core/lane/errors'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { readShares } from '#gamification/lifecycle/read_shares'
import { INSERT_SHARES, shareValues, summed } from '#gamification/lifecycle/starting_values'
import {
  type IdleStanding,
  LOCKED_COLUMNS,
  type LockedInstance,
} from '#gamification/counting/situation'

/** An instance that a redemption is about to start. */
export interface Start {
  standing: IdleStanding
  /** When its first redemption was bought. */
  at: Date
}

const INSERT = `
  INSERT INTO instances AS i (id, campaign_id, event_id, streamer_id, kind, mode, objective,
    viewer_count, viewer_count_source, viewer_count_age_seconds, rules, approval_required,
    started_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::timestamptz,
    $13::timestamptz + make_interval(secs => $14))
  ON CONFLICT (campaign_id, event_id, streamer_id) WHERE status IN (${OPEN_STATUSES_SQL})
    DO NOTHING
  RETURNING ${LOCKED_COLUMNS}`

/**
 * Starts an instance. It starts as of its first redemption, so that one taken in
 * after a gap does not collect longer than the others. The unique index decides
 * when two do it at once; the second does its batch again.
 *
 * @throws {RacedError}
 */
export async function startInstance(sql: LaneSql, start: Start): Promise<LockedInstance> {
  const { standing, at } = start
  const stakes = await readShares(sql, standing, { isHasty: true })
  if (stakes === null) {
    throw new RacedError('Somebody has just left, or ended it')
  }

  const isGroup = standing.kind === 'group'
  const { rules } = stakes.config
  const { objective, viewers, source, ageSeconds } = summed(stakes.shares)
  const [row] = await sql.run<LockedInstance>(INSERT, [
    uuidv7(),
    standing.campaignId,
    standing.eventId,
    isGroup ? null : standing.streamerId,
    standing.kind,
    standing.mode,
    objective,
    viewers,
    source,
    ageSeconds,
    JSON.stringify(rules),
    rules.approvalRequired,
    at.toISOString(),
    rules.durationSeconds,
  ])
  if (row === undefined) {
    throw new RacedError('Another process has started it')
  }

  if (isGroup) {
    sql.later(INSERT_SHARES, shareValues(row.id, stakes.shares))
  }
  return row
}

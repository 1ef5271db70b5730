import { uuidv7 } from '#core/ids'
import type { LaneSql } from '#redemptions/intake/lane'
import { RacedError } from '#redemptions/intake/errors'
import { effectiveConfigs, type EffectiveConfig } from '#gamification/effective_config'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { SAMPLE_SECONDS } from '#gamification/lifecycle/open_instance'
import { ObjectiveCalculator } from '#gamification/objective_calculator'
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

interface Viewers {
  streamerId: string
  viewers: number
  source: 'live' | 'fallback'
  ageSeconds: number | null
}

interface Share extends Viewers {
  config: EffectiveConfig
}

/** The fresh sample of a live channel, else nothing. */
const SAMPLES = `
  SELECT streamer_id AS "streamerId", viewer_count AS viewers, 'live' AS source,
         greatest(0, floor(extract(epoch FROM now() - sampled_at)))::int AS "ageSeconds"
  FROM channel_states
  WHERE streamer_id = ANY ($1::uuid[]) AND is_live
    AND sampled_at >= now() - make_interval(secs => $2)`

/** Whoever has the event on sale and is live; a group goal is the sum of theirs. */
const COMPANIONS = `
  SELECT m.user_id AS "streamerId"
  FROM campaign_members m
  JOIN streamer_configs s ON s.event_id = $2 AND s.streamer_id = m.user_id AND s.is_enabled
  JOIN channel_states h ON h.streamer_id = m.user_id AND h.is_live
  WHERE m.campaign_id = $1 AND m.role = 'streamer' AND m.is_live`

const INSERT = `
  INSERT INTO instances AS i (id, campaign_id, event_id, streamer_id, kind, mode, objective,
    viewer_count, viewer_count_source, viewer_count_age_seconds, rules, approval_required,
    started_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::timestamptz,
    $13::timestamptz + make_interval(secs => $14))
  ON CONFLICT (campaign_id, event_id, streamer_id) WHERE status IN (${OPEN_STATUSES_SQL})
    DO NOTHING
  RETURNING ${LOCKED_COLUMNS}`

const SHARE = `
  INSERT INTO instance_shares (instance_id, streamer_id, viewer_count, viewer_count_source, objective)
  SELECT $1, * FROM unnest($2::uuid[], $3::int[], $4::text[], $5::int[])`

/**
 * Starts an instance. It starts as of its first redemption, so that one taken in
 * after a gap does not collect longer than the others. The unique index decides
 * when two do it at once; the second does its batch again.
 *
 * @throws {RacedError}
 */
export async function startInstance(sql: LaneSql, start: Start): Promise<LockedInstance> {
  const { standing, at } = start
  const isGroup = standing.kind === 'group'
  const shares = await readShares(sql, standing)
  const mine = shares.find(({ streamerId }) => streamerId === standing.streamerId)
  if (mine === undefined) {
    throw new RacedError('The event has been removed meanwhile')
  }

  const { rules } = mine.config
  const [row] = await sql.run<LockedInstance>(INSERT, [
    uuidv7(),
    standing.campaignId,
    standing.eventId,
    isGroup ? null : standing.streamerId,
    standing.kind,
    standing.mode,
    ObjectiveCalculator.forGroup(shares.map((share) => ({ ...share, rules: share.config.rules }))),
    shares.reduce((sum, { viewers }) => sum + viewers, 0),
    shares.every(({ source }) => source === 'live') ? 'live' : 'fallback',
    oldest(shares),
    JSON.stringify(rules),
    rules.approvalRequired,
    at.toISOString(),
    rules.durationSeconds,
  ])
  if (row === undefined) {
    throw new RacedError('Another process has started it')
  }

  if (isGroup) {
    sql.later(SHARE, [
      row.id,
      shares.map(({ streamerId }) => streamerId),
      shares.map(({ viewers }) => viewers),
      shares.map(({ source }) => source),
      shares.map(({ viewers, config }) => ObjectiveCalculator.for(viewers, config.rules)),
    ])
  }
  return row
}

const oldest = (shares: Share[]): number | null =>
  shares.reduce<number | null>(
    (age, { ageSeconds }) => (ageSeconds === null ? age : Math.max(age ?? 0, ageSeconds)),
    null
  )

async function readShares(sql: LaneSql, standing: IdleStanding): Promise<Share[]> {
  const { campaignId, eventId, streamerId, kind } = standing
  const companions =
    kind === 'group' ? await sql.run<{ streamerId: string }>(COMPANIONS, [campaignId, eventId]) : []
  const streamers = [...new Set([streamerId, ...companions.map((one) => one.streamerId)])]

  const [configs, samples] = await Promise.all([
    effectiveConfigs(
      sql,
      streamers.map((one) => ({ eventId, streamerId: one }))
    ),
    sql.run<Viewers>(SAMPLES, [streamers, SAMPLE_SECONDS]),
  ])

  return configs.map((config) => {
    const own = config.streamerId ?? streamerId
    const sample = samples.find((one) => one.streamerId === own)
    return {
      config,
      streamerId: own,
      viewers: sample?.viewers ?? config.fallbackViewers,
      source: sample?.source ?? 'fallback',
      ageSeconds: sample?.ageSeconds ?? null,
    }
  })
}

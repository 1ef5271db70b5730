import type { Sql } from '#core/sql'
import { type EffectiveConfig, effectiveConfigs } from '#gamification/effective_config'
import { holdStill } from '#gamification/lifecycle/hold_still'
import type { InstanceRules } from '#gamification/instance_rules'

/** An older count of viewers says little about who is watching now. */
const SAMPLE_SECONDS = 60

/** What an instance that starts now is for. */
interface Start {
  campaignId: string
  eventId: string
  kind: 'individual' | 'group'
  /** Whose viewer or roll starts it; null when a group's roll belongs to nobody. */
  streamerId: string | null
}

/** One streamer's part of an objective. */
export interface Share {
  streamerId: string
  viewers: number
  source: 'live' | 'fallback'
  ageSeconds: number | null
  rules: InstanceRules
}

/** What an instance starts with; a group goes by the campaign's values, not by one streamer's. */
export interface Stakes {
  config: EffectiveConfig
  shares: Share[]
}

interface Sample {
  streamerId: string
  isLive: boolean
  viewers: number
  ageSeconds: number
}

const SAMPLES = `
  SELECT streamer_id AS "streamerId", is_live AS "isLive", viewer_count AS viewers,
    greatest(0, floor(extract(epoch FROM now() - sampled_at)))::int AS "ageSeconds"
  FROM channel_states WHERE streamer_id = ANY ($1::uuid[])`

/** Whoever has the event on sale and is live; a group goal is the sum of theirs. */
const COMPANIONS = `
  SELECT m.user_id AS "streamerId"
  FROM campaign_members m
  JOIN streamer_configs s ON s.event_id = $2 AND s.streamer_id = m.user_id AND s.is_enabled
  JOIN channel_states h ON h.streamer_id = m.user_id AND h.is_live
  WHERE m.campaign_id = $1 AND m.role = 'streamer' AND m.is_live
  ORDER BY m.user_id`

/**
 * Whose audience makes up the objective of an instance. A group's: everybody's
 * who is live with the event on sale. Whoever is offline has no part in it, unless
 * nobody else is there to have one. They stay in it until the transaction ends.
 *
 * @param isHasty fails instead of waiting for somebody who is leaving
 * @returns null when there is nobody, or one of them, the event or the campaign has just ended
 */
export async function readShares(
  sql: Sql,
  start: Start,
  { isHasty }: { isHasty: boolean }
): Promise<Stakes | null> {
  const { campaignId, eventId, streamerId, kind } = start
  const owner = kind === 'group' ? null : streamerId
  const others = kind === 'group' ? await companions(sql, start) : []
  const streamers = streamerId === null ? others : [streamerId, ...others]

  const [isStill, configs, samples] = await Promise.all([
    holdStill(sql, { campaignId, eventId, streamerIds: streamers }, isHasty),
    effectiveConfigs(
      sql,
      [...new Set([owner, ...streamers])].map((one) => ({ eventId, streamerId: one }))
    ),
    sql.run<Sample>(SAMPLES, [streamers]),
  ])
  const config = configs.find((one) => one.streamerId === owner)
  const shares = configs.flatMap((one) =>
    one.streamerId === null ? [] : [shareOf(one.streamerId, one, samples)]
  )
  const offline = samples.filter(({ isLive }) => !isLive).map((one) => one.streamerId)
  const taking =
    others.length > 0 ? shares.filter((one) => !offline.includes(one.streamerId)) : shares

  return isStill && config && taking.length > 0 ? { config, shares: taking } : null
}

async function companions(sql: Sql, { campaignId, eventId, streamerId }: Start): Promise<string[]> {
  const rows = await sql.run<{ streamerId: string }>(COMPANIONS, [campaignId, eventId])
  return rows.map((one) => one.streamerId).filter((one) => one !== streamerId)
}

/** A count is only good while it is fresh, and the channel live. */
function shareOf(streamerId: string, config: EffectiveConfig, samples: Sample[]): Share {
  const sample = samples.find(
    (one) => one.streamerId === streamerId && one.isLive && one.ageSeconds < SAMPLE_SECONDS
  )
  return {
    streamerId,
    viewers: sample?.viewers ?? config.fallbackViewers,
    source: sample ? 'live' : 'fallback',
    ageSeconds: sample?.ageSeconds ?? null,
    rules: config.rules,
  }
}

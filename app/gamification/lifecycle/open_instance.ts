import { uuidv7 } from '#core/ids'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { EffectiveConfig } from '#gamification/effective_config'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { announce } from '#gamification/lifecycle/announce'
import { ObjectiveCalculator } from '#gamification/objective_calculator'
import type { AnnouncedRow } from '#gamification/public_instance'

/** An older count of viewers says little about who is watching now. */
export const SAMPLE_SECONDS = 60

type Sample = { viewer_count: number; age: number }

/**
 * Starts an individual instance for what its trigger has seen (mode `open`).
 * Needs an effective configuration of a streamer.
 *
 * @returns null when one of this event and streamer is open already
 */
export async function openInstance(
  sql: Sql,
  after: AfterCommit,
  config: EffectiveConfig,
  facts: TriggerFacts
): Promise<AnnouncedRow | null> {
  const { rules } = config
  const [sample] = await sql.run<Sample>(
    `SELECT viewer_count, floor(extract(epoch FROM now() - sampled_at))::int AS age
     FROM channel_states
     WHERE streamer_id = $1 AND is_live AND sampled_at >= now() - make_interval(secs => $2)`,
    [config.streamerId, SAMPLE_SECONDS]
  )
  const viewers = sample?.viewer_count ?? config.fallbackViewers

  const [row] = await sql.run<AnnouncedRow>(
    `INSERT INTO instances (id, campaign_id, event_id, streamer_id, kind, mode, objective,
       viewer_count, viewer_count_source, viewer_count_age_seconds, rules, roll_id,
       trigger_facts, approval_required, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::jsonb, $14,
       now() + make_interval(secs => $15))
     ON CONFLICT (campaign_id, event_id, streamer_id) WHERE status IN (${OPEN_STATUSES_SQL})
       DO NOTHING
     RETURNING *`,
    [
      uuidv7(),
      config.campaignId,
      config.eventId,
      config.streamerId,
      config.kind,
      config.mode,
      ObjectiveCalculator.for(viewers, rules),
      viewers,
      sample ? 'live' : 'fallback',
      sample ? Math.max(0, sample.age) : null,
      JSON.stringify(rules),
      facts.roll?.rollId ?? null,
      JSON.stringify(facts),
      rules.approvalRequired,
      rules.durationSeconds,
    ]
  )

  if (!row) {
    return null
  }

  await notify(sql, 'rewards')
  announce(after, row, { event: 'gamification:instance_created' })
  return row
}

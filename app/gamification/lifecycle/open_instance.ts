import { uuidv7 } from '#core/ids'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { EffectiveConfig } from '#gamification/effective_config'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { announce } from '#gamification/lifecycle/announce'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { readShares } from '#gamification/lifecycle/read_shares'
import { INSERT_SHARES, shareValues, summed } from '#gamification/lifecycle/starting_values'
import type { AnnouncedRow } from '#gamification/public_instance'

/**
 * Starts an instance for what its trigger has seen (mode `open`). The
 * configuration is a streamer's, or for a group the campaign's.
 *
 * @returns null when one of this event and streamer is open already, nobody is live, or it has just ended
 */
export async function openInstance(
  sql: Sql,
  after: AfterCommit,
  config: EffectiveConfig,
  facts: TriggerFacts
): Promise<AnnouncedRow | null> {
  const stakes = await readShares(sql, config, { isHasty: false })
  if (stakes === null) {
    return null
  }

  const { rules } = config
  const { objective, viewers, source, ageSeconds } = summed(stakes.shares)
  const [inserted] = await sql.run<{ id: string }>(
    `INSERT INTO instances (id, campaign_id, event_id, streamer_id, kind, mode, objective,
       viewer_count, viewer_count_source, viewer_count_age_seconds, rules, roll_id,
       trigger_facts, approval_required, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::jsonb, $14,
       now() + make_interval(secs => $15))
     ON CONFLICT (campaign_id, event_id, streamer_id) WHERE status IN (${OPEN_STATUSES_SQL})
       DO NOTHING
     RETURNING id`,
    [
      uuidv7(),
      config.campaignId,
      config.eventId,
      config.streamerId,
      config.kind,
      config.mode,
      objective,
      viewers,
      source,
      ageSeconds,
      JSON.stringify(rules),
      facts.roll?.rollId ?? null,
      JSON.stringify(facts),
      rules.approvalRequired,
      rules.durationSeconds,
    ]
  )

  if (!inserted) {
    return null
  }
  if (config.kind === 'group') {
    await sql.run(INSERT_SHARES, shareValues(inserted.id, stakes.shares))
  }

  await notify(sql, 'rewards')
  const row = await lockInstance(sql, inserted.id)
  if (row) announce(after, row, { event: 'gamification:instance_created' })
  return row
}

import { errors } from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import type { SqlValue } from '#core/sql'
import { transact } from '#core/transact'
import type { CampaignTuningInput, StreamerTuningInput } from '#gamification/events/tuning'
import type GamificationEvent from '#gamification/gamification_event'
import { SyncRewards } from '#gamification/sale/sync_rewards'

/** In the order of `valuesOf`. */
const COLUMNS = [
  'coefficient',
  'minimum',
  'duration_seconds',
  'cooldown_seconds',
  'viewer_cap',
  'viewer_stream_cap',
]
const SET = COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')

const OF_CAMPAIGN = `
  INSERT INTO campaign_configs (event_id, cost, ${COLUMNS.join(', ')})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (event_id) DO UPDATE SET cost = excluded.cost, ${SET}, updated_at = now()`

const OF_STREAMER = `
  INSERT INTO streamer_configs (event_id, streamer_id, ${COLUMNS.join(', ')})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (event_id, streamer_id) DO UPDATE SET ${SET}, updated_at = now()`

/** A group goes by the campaign's values in these. */
const SHARED = ['durationSeconds', 'cooldownSeconds', 'viewerCap', 'viewerStreamCap'] as const

/**
 * Sets values of an event apart, for the campaign or for one streamer's channel. What is
 * left out goes back to what it was set apart from. Goals that run keep their rules.
 */
@inject()
export class TuneEvent {
  constructor(private rewards: SyncRewards) {}

  forCampaign({ id }: GamificationEvent, input: CampaignTuningInput): Promise<void> {
    return this.#save(OF_CAMPAIGN, id, [input.cost ?? null, ...valuesOf(input)])
  }

  /** @throws E_VALIDATION_ERROR 422 at what a group shares */
  async forStreamer(
    { id, kind }: GamificationEvent,
    streamerId: string,
    input: StreamerTuningInput
  ): Promise<void> {
    if (kind === 'group') {
      refuseShared(input)
    }
    await this.#save(OF_STREAMER, id, [streamerId, ...valuesOf(input)])
  }

  #save(text: string, eventId: string, values: SqlValue[]): Promise<void> {
    return transact(async (sql) => {
      await sql.run(text, [eventId, ...values])
      await this.rewards.execute(sql, eventId)
    })
  }
}

const valuesOf = (input: StreamerTuningInput) => [
  input.coefficient ?? null,
  input.minimum ?? null,
  input.durationSeconds ?? null,
  input.cooldownSeconds ?? null,
  input.viewerCap ?? null,
  input.viewerStreamCap ?? null,
]

function refuseShared(input: StreamerTuningInput): void {
  const faults = SHARED.filter((field) => (input[field] ?? null) !== null).map((field) => ({
    field,
    message: 'All channels share this goal, so the campaign decides about it.',
    rule: 'shared',
  }))
  if (faults.length > 0) {
    throw new errors.E_VALIDATION_ERROR(faults)
  }
}

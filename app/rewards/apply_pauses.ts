import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { PausePolicies, type SellableReward } from '#rewards/pause_policies'
import { RewardChanged } from '#rewards/reward_changed'

interface Sellable {
  id: string
  streamer_id: string
  campaign_id: string | null
  subject_id: string
  handler: string
  pause_reason: string | null
}

/**
 * Asks the policies what must not be sold now and writes it into the rows; the
 * same step of the reconciler that reaches any other change then reaches this
 * one. A new reason for the same pause is nothing to tell Twitch.
 */
@inject()
export class ApplyPauses {
  constructor(private policies: PausePolicies) {}

  async execute(sql: Sql): Promise<void> {
    const rewards = await sql.run<Sellable>(
      `SELECT id, streamer_id, campaign_id, subject_id, handler, pause_reason FROM rewards
       WHERE retired_at IS NULL AND streamer_id IS NOT NULL AND is_enabled AND state <> 'gone'`
    )
    const reasons = await this.policies.reasons(sql, rewards.map(describe))
    const changed = rewards.filter(({ id, pause_reason: old }) => (reasons.get(id) ?? null) !== old)
    if (changed.length === 0) {
      return
    }

    await sql.run(
      `UPDATE rewards r SET pause_reason = NULLIF(t.reason, ''), is_paused = t.reason <> '',
         updated_at = CASE WHEN r.is_paused = (t.reason <> '') THEN r.updated_at
                           ELSE clock_timestamp() END
       FROM unnest($1::uuid[], $2::text[]) AS t(id, reason) WHERE r.id = t.id`,
      [changed.map(({ id }) => id), changed.map(({ id }) => reasons.get(id) ?? '')]
    )
    for (const reward of changed) {
      await RewardChanged.dispatch(reward.streamer_id, reward.id)
    }
  }
}

function describe(reward: Sellable): SellableReward & { handler: string } {
  return {
    id: reward.id,
    streamerId: reward.streamer_id,
    campaignId: reward.campaign_id,
    subjectId: reward.subject_id,
    handler: reward.handler,
  }
}

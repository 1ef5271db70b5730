import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/sql'
import type { TestReward } from '#tests/support/fixtures'

interface Line {
  viewerId: number
  state: 'received' | 'counted' | 'fulfil_pending' | 'refund_pending' | 'fulfilled' | 'refunded'
  reason?: string
  stuck?: string
  minutesAgo: number
  cost?: number
}

/** Redemptions of one reward in the states given. */
export async function createRedemptions(
  sql: Sql,
  of: { reward: TestReward; campaignId: string; streamerId: string; instanceId?: string },
  lines: Line[]
): Promise<void> {
  for (const line of lines) {
    const isSettled = line.state === 'fulfilled' || line.state === 'refunded'
    await sql.run(
      `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id,
         streamer_id, campaign_id, cost, state, reason, instance_id, stuck_cause, redeemed_at,
         settled_at, settled_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
         now() - make_interval(mins => $13), $14::timestamptz, $15)`,
      [
        randomUUID(),
        of.reward.broadcasterId,
        of.reward.twitchRewardId,
        of.reward.id,
        line.viewerId,
        of.streamerId,
        of.campaignId,
        line.cost ?? 300,
        line.state,
        line.reason ?? null,
        of.instanceId ?? null,
        line.stuck ?? null,
        line.minutesAgo,
        isSettled ? new Date().toISOString() : null,
        isSettled ? 'us' : null,
      ]
    )
  }
}

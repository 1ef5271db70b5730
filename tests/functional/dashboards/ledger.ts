import { randomUUID } from 'node:crypto'
import { testSql, type TestStage } from '#tests/support/fixtures'

interface Line {
  id?: string
  viewerId: number
  state: string
  reason?: string
  stuck?: string
  /** ISO */
  at: string
}

/** A redemption as the ledger holds it; answers its id. */
export async function redemption(stage: TestStage, line: Line): Promise<string> {
  const id = line.id ?? randomUUID()
  const isSettled = line.state === 'fulfilled' || line.state === 'refunded'
  await testSql().run(
    `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id,
       streamer_id, campaign_id, cost, state, reason, stuck_cause, redeemed_at, settled_at, settled_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 100, $8, $9, $10, $11::timestamptz,
       $12::timestamptz, $13)`,
    [
      id,
      stage.reward.broadcasterId,
      stage.reward.twitchRewardId,
      stage.reward.id,
      line.viewerId,
      stage.streamer.id,
      stage.campaignId,
      line.state,
      line.reason ?? null,
      line.stuck ?? null,
      line.at,
      isSettled ? line.at : null,
      isSettled ? 'us' : null,
    ]
  )
  return id
}

/** Somebody who redeems; answers the id. */
export async function viewer(
  login: string,
  columns: { twitchId?: string; isHidden?: boolean } = {}
): Promise<number> {
  const [row] = await testSql().run<{ id: string }>(
    `INSERT INTO viewers (twitch_id, login, display_name, is_hidden)
     VALUES ($1, $2, $2, $3) RETURNING id`,
    [columns.twitchId ?? randomUUID(), login, columns.isHidden ?? false]
  )
  return Number(row?.id)
}

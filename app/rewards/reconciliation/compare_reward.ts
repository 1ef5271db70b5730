import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import type { RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { CompareSettled } from '#rewards/reconciliation/compare_settled'
import type { ListedReward } from '#rewards/reconciliation/listed_rewards'
import { unknownOf } from '#rewards/reconciliation/unknown_of'

export interface Differences {
  reward: ListedReward
  /** Open on Twitch, unknown to the ledger. */
  missing: RedemptionOnTwitch[]
  /** Open in the ledger, settled on Twitch. */
  settled: RedemptionOnTwitch[]
  /** Settled on Twitch, unknown to the ledger. */
  unheard: RedemptionOnTwitch[]
  /** When the comparison began, by the database's clock. */
  began: Date
}

/** As many as fit on a page: asked for more by id, Twitch leaves the rest out. */
const AT_ONCE = 20

/**
 * What Twitch and the ledger do not agree on about one reward.
 *
 * @throws {TwitchError} when any page or answer is missing: then nothing is known
 */
@inject()
export class CompareReward {
  constructor(
    private api: ChannelPointsApi,
    private settled: CompareSettled
  ) {}

  async execute(sql: Sql, reward: ListedReward): Promise<Differences> {
    const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = reward
    // Before the list: what comes in meanwhile is not taken for something that Twitch lacks.
    const { began, ids: ours } = await openInLedger(sql, reward)
    const theirs = await this.api.unfulfilled(broadcasterId, twitchRewardId)
    const listed = new Set(theirs.map(({ id }) => id))
    const unlisted = ours.filter((id) => !listed.has(id))

    const settled: RedemptionOnTwitch[] = []
    for (let start = 0; start < unlisted.length; start += AT_ONCE) {
      const ids = unlisted.slice(start, start + AT_ONCE)
      const found = await this.api.redemptionsById(broadcasterId, twitchRewardId, ids)
      settled.push(...found.filter(({ status }) => status !== 'UNFULFILLED'))
    }
    // After the open ones: what is settled in between is on one of the two lists.
    const unheard = await this.settled.execute(sql, reward)
    return { reward, missing: await unknownOf(sql, theirs), settled, unheard, began }
  }
}

async function openInLedger(
  sql: Sql,
  reward: ListedReward
): Promise<{ began: Date; ids: string[] }> {
  const [row] = await sql.run<{ began: Date; ids: string[] }>(
    `SELECT clock_timestamp() AS began, ARRAY(
       SELECT d.id::text FROM redemptions d JOIN rewards r ON r.id = $1
       WHERE d.streamer_id = r.streamer_id AND d.twitch_reward_id = r.twitch_reward_id
         AND d.settled_at IS NULL ORDER BY d.id) AS ids`,
    [reward.id]
  )
  return row
}

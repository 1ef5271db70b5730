import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { announceSettled } from '#redemptions/announce_settled'
import { recordRewardDeleted } from '#redemptions/settlement/reward_deleted'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import type { RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { TwitchError } from '#twitch/twitch_error'
import { confirmGone } from '#rewards/confirm_gone'
import { CompareReward, type Differences } from '#rewards/reconciliation/compare_reward'
import {
  type ListedReward,
  listedRewards,
  rememberCompared,
} from '#rewards/reconciliation/listed_rewards'
import { recordReconciliation } from '#rewards/reconciliation/record_reconciliation'
import { TakeListed } from '#rewards/reconciliation/take_listed'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'

/** What a comparison with Twitch came to. */
export interface Reconciled {
  /** Redemptions that no event had told of. */
  caughtUp: number
  /** Redemptions that were settled on Twitch while the ledger had them open, or had never heard of them. */
  followed: number
  /** Why some list could not be read, in a sentence for a person; null when all were. */
  problem: string | null
}

/**
 * Twitch's own list of open redemptions is the durable inbox: whatever was
 * redeemed while nobody listened is found here, and taken in as of its
 * `redeemed_at`; what the ledger has open and the list lacks was settled on
 * Twitch. What was bought and settled in the meantime is on the lists of what is
 * settled. A list that could not be read says nothing.
 */
@inject()
export class ReconcileRedemptions {
  constructor(
    private api: ChannelPointsApi,
    private compare: CompareReward,
    private takeListed: TakeListed
  ) {}

  async execute(streamerId: string): Promise<Reconciled> {
    const sql = onLucid(db.connection())
    const found: Differences[] = []
    let gone = 0
    let problem: string | null = null

    for (const reward of await listedRewards(sql, streamerId)) {
      const differences = await this.#differences(sql, reward)
      if (differences instanceof TwitchError) {
        problem = differences.message
      } else if (differences === 'gone') {
        gone += await rewardIsGone(sql, reward)
      } else {
        found.push(differences)
      }
    }

    const settled = found.flatMap((one) => one.settled)
    await this.takeListed.execute(settled)
    const caughtUp = await this.takeListed.execute(found.flatMap(({ missing }) => missing))
    const unheard = await this.takeListed.execute(found.flatMap((one) => one.unheard))
    for (const { reward, began } of found) {
      await rememberCompared(sql, reward.id, began)
    }
    await tell(sql, streamerId, problem, caughtUp)
    const followed = settled.length + unheard.length + gone
    return { caughtUp: caughtUp.length, followed, problem }
  }

  async #differences(sql: Sql, reward: ListedReward): Promise<Differences | TwitchError | 'gone'> {
    try {
      return await this.compare.execute(sql, reward)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = reward
      const refusal = await confirmGone(this.api, { broadcasterId, twitchRewardId }, error)
      if (refusal.kind === 'reward_gone') {
        return 'gone'
      }
      logger.warn(
        { event: 'redemptions.list_failed', rewardId: reward.id, code: refusal.code },
        'The redemptions of a reward could not be listed'
      )
      return refusal
    }
  }
}

async function tell(
  sql: Sql,
  streamerId: string,
  problem: string | null,
  caughtUp: RedemptionOnTwitch[]
): Promise<void> {
  if (caughtUp.length === 0) {
    await recordReconciliation(sql, streamerId, problem, null)
    return
  }
  const count = caughtUp.length
  const since = caughtUp[0].redeemedAt
  const gapSeconds = await recordReconciliation(sql, streamerId, problem, { count, since })
  logger.info(
    { event: 'redemptions.caught_up', streamerId, count, gapSeconds },
    'Took in redemptions that no event had told of'
  )
  await RedemptionsCaughtUp.dispatch(streamerId, count, gapSeconds)
}

/** @returns how many were open: Twitch has marked them FULFILLED */
async function rewardIsGone(sql: Sql, reward: ListedReward): Promise<number> {
  const ended = await recordRewardDeleted(sql, reward.broadcaster_id, reward.twitch_reward_id)
  ended.forEach(announceSettled)
  await sql.run(
    `UPDATE rewards SET state = CASE WHEN retired_at IS NULL THEN 'gone' ELSE 'retired' END,
       next_attempt_at = now() WHERE id = $1 AND state IN ('present', 'orphaned')`,
    [reward.id]
  )
  await notify(sql, 'rewards')
  return ended.length
}

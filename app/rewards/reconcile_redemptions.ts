import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { announceSettled } from '#redemptions/announce_settled'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { recordRewardDeleted } from '#redemptions/settlement/reward_deleted'
import type { RedemptionOnTwitch } from '#twitch/api/channel_points_api'
import { TwitchError } from '#twitch/twitch_error'
import { CompareReward, type Differences } from '#rewards/reconciliation/compare_reward'
import { type ListedReward, listedRewards } from '#rewards/reconciliation/listed_rewards'
import { recordReconciliation } from '#rewards/reconciliation/record_reconciliation'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'

/** What a comparison with Twitch came to. */
export interface Reconciled {
  /** Redemptions that no event had told of. */
  caughtUp: number
  /** Redemptions that were settled on Twitch while the ledger had them open. */
  followed: number
  /** Why some list could not be read, in a sentence for a person; null when all were. */
  problem: string | null
}

/** As many as the intake takes in one transaction, so that their order is kept. */
const BATCH = 100

/**
 * Twitch's own list of open redemptions is the durable inbox: whatever was
 * redeemed while nobody listened is found here, and taken in as of its
 * `redeemed_at`; what the ledger has open and the list lacks was settled on
 * Twitch. A list that could not be read says nothing.
 */
@inject()
export class ReconcileRedemptions {
  constructor(
    private compare: CompareReward,
    private intake: RedemptionIntake
  ) {}

  async execute(streamerId: string): Promise<Reconciled> {
    const sql = onLucid(db.connection())
    const missing: RedemptionOnTwitch[] = []
    const settled: RedemptionOnTwitch[] = []
    let gone = 0
    let problem: string | null = null

    for (const reward of await listedRewards(sql, streamerId)) {
      const differences = await this.#differences(sql, reward)
      if (differences instanceof TwitchError) {
        problem = differences.message
      } else if (differences === 'gone') {
        gone += await rewardIsGone(sql, reward)
      } else {
        missing.push(...differences.missing)
        settled.push(...differences.settled)
      }
    }

    await this.#take(settled)
    const caughtUp = await this.#take(missing)
    await tell(sql, streamerId, problem, caughtUp)
    return { caughtUp: caughtUp.length, followed: settled.length + gone, problem }
  }

  /** @returns those that nobody else has taken in meanwhile, oldest first */
  async #take(redemptions: RedemptionOnTwitch[]): Promise<RedemptionOnTwitch[]> {
    redemptions.sort((a, b) => a.redeemedAt.getTime() - b.redeemedAt.getTime())
    const taken: RedemptionOnTwitch[] = []
    for (let start = 0; start < redemptions.length; start += BATCH) {
      const batch = redemptions.slice(start, start + BATCH)
      const outcomes = await Promise.all(batch.map((one) => this.intake.take(incoming(one))))
      taken.push(...batch.filter((_, index) => outcomes[index].kind === 'taken'))
    }
    return taken
  }

  async #differences(sql: Sql, reward: ListedReward): Promise<Differences | TwitchError | 'gone'> {
    try {
      return await this.compare.execute(sql, reward)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      if (error.kind === 'reward_gone') {
        return 'gone'
      }
      logger.warn(
        { event: 'redemptions.list_failed', rewardId: reward.id, code: error.code },
        'The open redemptions of a reward could not be listed'
      )
      return error
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

function incoming(redemption: RedemptionOnTwitch) {
  return {
    redemptionId: redemption.id,
    twitchRewardId: redemption.twitchRewardId,
    broadcasterId: redemption.broadcasterId,
    viewer: {
      twitchId: redemption.viewer.id,
      login: redemption.viewer.login,
      displayName: redemption.viewer.displayName,
    },
    cost: redemption.cost,
    userInput: redemption.input,
    redeemedAt: redemption.redeemedAt,
    status: redemption.status,
  }
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

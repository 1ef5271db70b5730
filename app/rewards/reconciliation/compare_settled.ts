import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import type { Sql } from '#core/sql'
import type { RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { SettledRedemptionsApi } from '#twitch/api/settled_redemptions_api'
import type { ListedReward } from '#rewards/reconciliation/listed_rewards'
import { unknownOf } from '#rewards/reconciliation/unknown_of'

/** Twitch's clock may differ from ours, and its lists may be a little behind. */
const OVERLAP_MS = 2 * 60_000
/** Of 50: more than a crowd buys in a day. */
const MAX_PAGES = 200

/**
 * What was bought and settled while nobody listened: it is on no list of open
 * redemptions any more. Twitch lists what is settled as it was bought, so it is
 * read from the latest back to what the last comparison has seen.
 *
 * @throws {TwitchError} when a page is missing: then nothing is known
 */
@inject()
export class CompareSettled {
  constructor(private api: SettledRedemptionsApi) {}

  /** @returns what the ledger has never heard of */
  async execute(sql: Sql, reward: ListedReward): Promise<RedemptionOnTwitch[]> {
    const fulfilled = await this.#unheard(sql, reward, 'FULFILLED')
    const canceled = await this.#unheard(sql, reward, 'CANCELED')
    return [...fulfilled, ...canceled]
  }

  async #unheard(
    sql: Sql,
    reward: ListedReward,
    status: 'FULFILLED' | 'CANCELED'
  ): Promise<RedemptionOnTwitch[]> {
    const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = reward
    const since = (reward.compared_to?.getTime() ?? 0) - OVERLAP_MS
    const unheard: RedemptionOnTwitch[] = []
    let pages = 0

    for await (const page of this.api.newestFirst(broadcasterId, twitchRewardId, status)) {
      const unknown = await unknownOf(sql, page)
      unheard.push(...unknown)
      // A page with something unheard of is not the last one, whatever the clocks say.
      if (unknown.length === 0 && page.some(({ redeemedAt }) => redeemedAt.getTime() < since)) {
        break
      }
      if (++pages === MAX_PAGES) {
        logger.warn(
          { event: 'redemptions.long_history', rewardId: reward.id, status },
          'More was settled on Twitch than is compared at once; ledger:verify compares all'
        )
        break
      }
    }
    return unheard
  }
}

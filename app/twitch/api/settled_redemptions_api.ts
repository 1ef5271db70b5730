import { inject } from '@adonisjs/core'
import { describeRedemption, type RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { RateGuard, userBucket } from '#twitch/api/rate_guard'
import { TwitchClient } from '#twitch/api/twitch_client'

const LONGEST_WAIT_MS = 30_000

/**
 * What was settled of a reward's redemptions, by whomever. Twitch tells of these
 * "for only a few days after they're canceled or fulfilled".
 *
 * @see https://dev.twitch.tv/docs/api/reference/#get-custom-reward-redemption
 */
@inject()
export class SettledRedemptionsApi {
  constructor(
    private client: TwitchClient,
    private rate: RateGuard
  ) {}

  /**
   * Page after page of up to 50, each one call, the latest bought first; none is
   * empty. Behind the first, settlements go before it at Twitch's rate limit.
   *
   * @throws {TwitchError} when a page cannot be read
   */
  async *newestFirst(
    broadcasterId: string,
    rewardId: string,
    status: 'FULFILLED' | 'CANCELED'
  ): AsyncGenerator<RedemptionOnTwitch[]> {
    const pages = this.client.channelPoints.getRedemptionsForBroadcasterPaginated(
      broadcasterId,
      rewardId,
      status,
      { newestFirst: true }
    )
    for (;;) {
      const page = await pages.getNext()
      if (page.length > 0) {
        yield page.map(describeRedemption)
      }
      if (page.length === 0 || !pages.currentCursor) {
        return
      }
      await this.rate.turn(userBucket(broadcasterId), AbortSignal.timeout(LONGEST_WAIT_MS))
    }
  }
}

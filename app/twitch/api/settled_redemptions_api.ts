import { inject } from '@adonisjs/core'
import { describeRedemption, type RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { TwitchClient } from '#twitch/api/twitch_client'

/**
 * What was settled of a reward's redemptions, by whomever. Twitch tells of these
 * "for only a few days after they're canceled or fulfilled".
 *
 * @see https://dev.twitch.tv/docs/api/reference/#get-custom-reward-redemption
 */
@inject()
export class SettledRedemptionsApi {
  constructor(private client: TwitchClient) {}

  /**
   * Page after page of up to 50, each one call, the latest bought first; none is
   * empty.
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
    do {
      const page = await pages.getNext()
      if (page.length === 0) {
        return
      }
      yield page.map(describeRedemption)
    } while (pages.currentCursor)
  }
}

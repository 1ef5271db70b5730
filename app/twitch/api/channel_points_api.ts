import { inject } from '@adonisjs/core'
import type { HelixCustomReward } from '@twurple/api'
import { describeRedemption, type RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'

export interface RewardOnTwitch {
  id: string
  title: string
  cost: number
  isEnabled: boolean
  isPaused: boolean
}

export interface WantedReward {
  title: string
  prompt: string
  cost: number
  /** `#RRGGBB`; null leaves the choice to Twitch. */
  colour: string | null
  /** Redemptions of one viewer in one stream; null is no limit. */
  maxPerViewer: number | null
  /** Seconds after each redemption in which nobody can redeem; null is none. */
  cooldownSeconds: number | null
  isEnabled: boolean
}

/**
 * Custom rewards and their redemptions, with the broadcaster's own token. Each
 * call is one attempt and throws TwitchError.
 *
 * @see https://dev.twitch.tv/docs/api/reference/#create-custom-rewards
 */
@inject()
export class ChannelPointsApi {
  constructor(private client: TwitchClient) {}

  /** @param mine only those this app has made, which it alone may change */
  async rewards(broadcasterId: string, mine = false): Promise<RewardOnTwitch[]> {
    const rewards = await this.client.channelPoints.getCustomRewards(broadcasterId, mine)
    return rewards.map(describeReward)
  }

  async exists(broadcasterId: string, rewardId: string): Promise<boolean> {
    const rewards = await this.rewards(broadcasterId, true)
    return rewards.some(({ id }) => id === rewardId)
  }

  /** Twitch cannot make a reward that is paused: that takes a second call. */
  async create(broadcasterId: string, wanted: WantedReward): Promise<RewardOnTwitch> {
    return describeReward(
      await this.client.channelPoints.createCustomReward(broadcasterId, draft(wanted))
    )
  }

  async update(
    broadcasterId: string,
    rewardId: string,
    wanted: WantedReward & { isPaused: boolean }
  ): Promise<RewardOnTwitch> {
    return describeReward(
      await this.client.channelPoints.updateCustomReward(broadcasterId, rewardId, {
        ...draft(wanted),
        isPaused: wanted.isPaused,
      })
    )
  }

  /** Twitch marks what is still open as FULFILLED: only for a drained reward. */
  async remove(broadcasterId: string, rewardId: string): Promise<void> {
    await this.client.channelPoints.deleteCustomReward(broadcasterId, rewardId)
  }

  /** Every open redemption of a reward, oldest first, from all pages or none. */
  async unfulfilled(broadcasterId: string, rewardId: string): Promise<RedemptionOnTwitch[]> {
    const pages = this.client.channelPoints.getRedemptionsForBroadcasterPaginated(
      broadcasterId,
      rewardId,
      'UNFULFILLED',
      {}
    )
    const redemptions = await pages.getAll()
    return redemptions.map(describeRedemption)
  }

  /** At most 50 at a time; unknown ones are left out. */
  async redemptionsById(
    broadcasterId: string,
    rewardId: string,
    ids: string[]
  ): Promise<RedemptionOnTwitch[]> {
    const { channelPoints } = this.client
    try {
      const found = await channelPoints.getRedemptionsByIds(broadcasterId, rewardId, ids)
      return found.map(describeRedemption)
    } catch (error) {
      if (error instanceof TwitchError && error.kind === 'not_found') {
        return this.#noneOf(broadcasterId, rewardId)
      }
      throw error
    }
  }

  /** At most 50 at a time, all of which must be UNFULFILLED; returns those changed. */
  async settle(
    broadcasterId: string,
    rewardId: string,
    ids: string[],
    status: 'FULFILLED' | 'CANCELED'
  ): Promise<string[]> {
    const settled = await this.client.channelPoints.updateRedemptionStatusByIds(
      broadcasterId,
      rewardId,
      ids,
      status
    )
    return settled.map(({ id }) => id)
  }

  /** Twitch says "not found" for the reward as for the redemptions: asks which it is. */
  async #noneOf(broadcasterId: string, rewardId: string): Promise<[]> {
    if (await this.exists(broadcasterId, rewardId)) {
      return []
    }
    throw new TwitchError('reward_gone')
  }
}

function draft(wanted: WantedReward) {
  return {
    title: wanted.title,
    prompt: wanted.prompt,
    cost: wanted.cost,
    isEnabled: wanted.isEnabled,
    ...(wanted.colour === null ? {} : { backgroundColor: wanted.colour }),
    maxRedemptionsPerUserPerStream: wanted.maxPerViewer,
    globalCooldown: wanted.cooldownSeconds,
    // Kept in the queue, as one that skips it is FULFILLED at once and not refundable.
    autoFulfill: false,
    userInputRequired: false,
  }
}

function describeReward(reward: HelixCustomReward): RewardOnTwitch {
  const { id, title, cost, isEnabled, isPaused } = reward
  return { id, title, cost, isEnabled, isPaused }
}

import type { HelixCustomRewardRedemption } from '@twurple/api'

/** A redemption as Twitch tells of it. */
export interface RedemptionOnTwitch {
  id: string
  twitchRewardId: string
  broadcasterId: string
  cost: number
  viewer: { id: string; login: string; displayName: string }
  input: string | null
  redeemedAt: Date
  status: 'UNFULFILLED' | 'FULFILLED' | 'CANCELED'
}

export function describeRedemption(redemption: HelixCustomRewardRedemption): RedemptionOnTwitch {
  return {
    id: redemption.id,
    twitchRewardId: redemption.rewardId,
    broadcasterId: redemption.broadcasterId,
    cost: redemption.rewardCost,
    viewer: {
      id: redemption.userId,
      login: redemption.userName,
      displayName: redemption.userDisplayName,
    },
    input: redemption.userInput || null,
    redeemedAt: redemption.redemptionDate,
    status: statusOf(redemption),
  }
}

function statusOf(redemption: HelixCustomRewardRedemption): RedemptionOnTwitch['status'] {
  if (redemption.isFulfilled) {
    return 'FULFILLED'
  }
  return redemption.isCanceled ? 'CANCELED' : 'UNFULFILLED'
}

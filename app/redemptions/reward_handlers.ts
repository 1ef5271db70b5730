import type { LaneSql } from '#redemptions/intake/lane'

/** A new redemption, with the reward it is of. */
export interface RewardedRedemption {
  redemptionId: string
  viewerId: number
  viewerIsHidden: boolean
  cost: number
  userInput: string | null
  redeemedAt: Date
  rewardId: string
  /** What the reward stands for: an event, a pack. */
  subjectId: string
  /** Null once the streamer's account is deleted. */
  streamerId: string | null
  campaignId: string | null
}

/** What a handler decides of one redemption; `instanceId` makes it a contribution. */
export type Verdict =
  | { state: 'counted'; instanceId?: string; weight?: number }
  | { state: 'received' }
  | { state: 'refund_pending' | 'fulfil_pending'; reason: string }

export interface Counting {
  /** By redemption id; one left out is refunded as `unknown_reward`. */
  verdicts: Map<string, Verdict>
  /** Runs once the transaction has committed; must not decide anything. */
  afterCommit?: () => void
}

/**
 * Says what the redemptions of a kind of reward are worth. Called inside the
 * intake's transaction with up to 100 new redemptions in `redeemed_at` order:
 * it works on the whole set, locks instances in id order, calls nobody.
 */
export interface RewardHandler {
  count(sql: LaneSql, redemptions: RewardedRedemption[]): Promise<Counting>
}

/** Who handles a reward, by `rewards.handler`. Filled by the features above. */
export class RewardHandlers {
  #handlers = new Map<string, RewardHandler>()

  register(id: string, handler: RewardHandler): this {
    this.#handlers.set(id, handler)
    return this
  }

  find(id: string): RewardHandler | undefined {
    return this.#handlers.get(id)
  }
}

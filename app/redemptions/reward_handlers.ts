import type { LaneSql } from '#core/lane/lane'

/** What a reward stands for: an event, a pack, on one streamer's channel. */
export interface Subject {
  subjectId: string
  /** Null once the streamer's account is deleted. */
  streamerId: string | null
  /** Null once the campaign is deleted. */
  campaignId: string | null
}

/** A new redemption, with what it was of. */
export interface RewardedRedemption extends Subject {
  redemptionId: string
  viewerId: number
  rewardId: string
  cost: number
  userInput: string | null
  redeemedAt: Date
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

/** What a handler has read and locked for its subjects. */
export interface Prepared {
  /** Decides of up to 100 new redemptions, given in `redeemed_at` order. */
  count(redemptions: RewardedRedemption[]): Promise<Counting>
}

/**
 * Says what the redemptions of a kind of reward are worth, inside the intake's
 * transaction: it works on whole sets and calls nobody.
 */
export interface RewardHandler {
  /** Has a row of the channel locked before any instance is, or is assumed: it prepares first. */
  readonly locksChannels?: boolean

  /**
   * Reads what the decisions need, and locks what they change, in the order of docs/architecture.md and each kind
   * in the order of its ids: a channel's row, or instances, and nothing else.
   *
   * @param mayAssume it may count on what it remembers, if writing fails should that
   *   be outdated; false when it has failed before
   */
  prepare(sql: LaneSql, subjects: Subject[], mayAssume: boolean): Promise<Prepared>

  /** A transaction has failed: what it remembers may be wrong. */
  doubt?(): void
}

/** Who handles a reward, by `rewards.handler`. Filled by the features above. */
export class RewardHandlers {
  #handlers = new Map<string, RewardHandler>()

  register(id: string, handler: RewardHandler): this {
    this.#handlers.set(id, handler)
    return this
  }

  /** Has all of them look again. */
  doubt(): void {
    this.#handlers.forEach((handler) => handler.doubt?.())
  }

  find(id: string): RewardHandler | undefined {
    return this.#handlers.get(id)
  }
}

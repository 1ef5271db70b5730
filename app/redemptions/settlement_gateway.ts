/** How a redemption can end, in Twitch's words. CANCELED refunds. */
export type SettledStatus = 'FULFILLED' | 'CANCELED'
export type RedemptionStatus = 'UNFULFILLED' | SettledStatus

/** What Twitch made of one redemption of a settling call. */
export interface SettleResult {
  redemptionId: string
  status: SettledStatus
}

/**
 * Why a call to Twitch did not settle:
 * - `retryable`: 5xx, no answer in time, no network. Goes by itself. What was asked for may
 *   have been done all the same.
 * - `limited`: 429, Twitch takes no more at the moment. Goes by itself, and nothing was done.
 * - `not_found`: 404, some redemption is not UNFULFILLED any more (or unknown).
 * - `unauthorized`: 401 that a refresh did not cure, or a missing scope (403). The
 *   streamer has to consent again.
 * - `refused`: Twitch does not let this app settle it, whatever the streamer allows: the
 *   channel has lost its channel points, or the reward is another app's. A person has
 *   to settle it on Twitch.
 * - `reward_gone`: the reward does not exist any more. Twitch has marked its open
 *   redemptions FULFILLED.
 */
export type SettlementFailure =
  'retryable' | 'limited' | 'not_found' | 'unauthorized' | 'refused' | 'reward_gone'

export class SettlementError extends Error {
  constructor(
    public readonly failure: SettlementFailure,
    message: string,
    /** When Twitch said when to come back (`Retry-After`, `Ratelimit-Reset`): milliseconds from now. */
    public readonly retryAfterMs?: number
  ) {
    super(message)
    this.name = 'SettlementError'
  }

  /** Nobody knows whether what was asked for has been done. */
  get leavesDoubt(): boolean {
    return this.failure === 'retryable'
  }
}

/**
 * The way to Twitch for the settlement worker; `rewards` implements it, which
 * knows the streamer's token. Calls end within 10 seconds. Any error that is
 * not a `SettlementError` is taken as `retryable`.
 */
export abstract class SettlementGateway {
  /**
   * Settles redemptions of one reward, at most 10 a call.
   *
   * @returns one entry for each that Twitch says it has changed
   * @throws {SettlementError}
   */
  abstract settle(
    broadcasterId: string,
    twitchRewardId: string,
    redemptionIds: string[],
    status: SettledStatus
  ): Promise<SettleResult[]>

  /**
   * The status Twitch has of each; one that Twitch does not know is left out.
   *
   * @throws {SettlementError} `reward_gone` when the reward does not exist
   */
  abstract read(
    broadcasterId: string,
    twitchRewardId: string,
    redemptionIds: string[]
  ): Promise<Map<string, RedemptionStatus>>
}

import type { RewardedRedemption, Verdict } from '#redemptions/reward_handlers'
import type { LockedInstance } from '#gamification/counting/situation'

/** How often a viewer's redemptions have counted before. */
export interface ViewerUse {
  inInstance: number
  inStream: number
}

const NO_USE: ViewerUse = { inInstance: 0, inStream: 0 }

/**
 * Counts redemptions towards one locked instance, one after the other. Pure:
 * what it arrives at is written afterwards, under the same lock.
 */
export class Tally {
  readonly accepted: RewardedRedemption[] = []
  /** What did not fit any more and waits for the next instance. */
  readonly rolledOver: RewardedRedemption[] = []
  #weights = new Map<string, number>()
  #gained = 0
  #use = new Map<number, ViewerUse>()

  constructor(
    readonly instance: LockedInstance,
    /** When the run before this one ended; what was bought before belonged to that one. */
    private previousEndedAt: Date | null = null
  ) {}

  /** Tells it how often a viewer has been counted before this batch. */
  recall(viewerId: number, use: ViewerUse): void {
    this.#use.set(viewerId, use)
  }

  get hasCaps(): boolean {
    const { viewerCap, viewerStreamCap } = this.instance
    return viewerCap !== null || viewerStreamCap !== null
  }

  /** What the accepted ones weigh together. */
  get gained(): number {
    return this.#gained
  }

  get isFull(): boolean {
    return this.#room <= 0
  }

  get #room(): number {
    return this.instance.objective - this.instance.progress - this.#gained
  }

  weightOf({ redemptionId }: RewardedRedemption): number {
    return this.#weights.get(redemptionId) ?? 1
  }

  /** @param factor how often it counts, as far as the goal has room */
  offer(redemption: RewardedRedemption, factor = 1): Verdict {
    const { status, expires_at: expiresAt } = this.instance
    const refuse = (reason: string): Verdict => ({ state: 'refund_pending', reason })

    if (this.#isLate(redemption.redeemedAt)) return refuse('late')
    if (status !== 'active') return this.#beyond(redemption, 'already_armed')
    if (expiresAt !== null && redemption.redeemedAt >= expiresAt) return refuse('expired')
    if (this.#isCapped(redemption.viewerId)) return refuse('viewer_cap')
    if (this.isFull) return this.#beyond(redemption, 'over_objective')

    const weight = this.#accept(redemption, factor)
    return { state: 'counted', instanceId: this.instance.id, weight }
  }

  /** One that waited for this instance to start. False: it still waits. */
  rollIn(redemption: RewardedRedemption): boolean {
    const fits = !this.isFull && !this.#isCapped(redemption.viewerId)
    if (fits) this.#accept(redemption)
    return fits
  }

  /** The goal is full: the points go back, or count towards the next one. */
  #beyond(redemption: RewardedRedemption, reason: string): Verdict {
    if (this.instance.overshoot === 'refund') return { state: 'refund_pending', reason }

    this.rolledOver.push(redemption)
    return { state: 'received' }
  }

  /** Before the start is fine (the first ones arrive in any order), before the last end is not. */
  #isLate(redeemedAt: Date): boolean {
    return (
      redeemedAt < this.instance.started_at &&
      this.previousEndedAt !== null &&
      redeemedAt < this.previousEndedAt
    )
  }

  #isCapped(viewerId: number): boolean {
    const { viewerCap, viewerStreamCap } = this.instance
    const use = this.#use.get(viewerId) ?? NO_USE
    return (
      (viewerCap !== null && use.inInstance >= viewerCap) ||
      (viewerStreamCap !== null && use.inStream >= viewerStreamCap)
    )
  }

  /** @returns what it weighs */
  #accept(redemption: RewardedRedemption, factor = 1): number {
    const weight = Math.min(factor, this.#room)
    if (weight > 1) this.#weights.set(redemption.redemptionId, weight)
    this.#gained += weight
    const { inInstance, inStream } = this.#use.get(redemption.viewerId) ?? NO_USE
    this.#use.set(redemption.viewerId, { inInstance: inInstance + 1, inStream: inStream + 1 })
    this.accepted.push(redemption)
    return weight
  }
}

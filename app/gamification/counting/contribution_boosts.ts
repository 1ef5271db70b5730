import type { LaneSql } from '#core/lane/lane'
import type { RewardedRedemption } from '#redemptions/reward_handlers'

/** What lets single contributions of a batch count more than once. */
export interface Boosts {
  /** How often it counts, 1 or more. */
  factorOf(redemption: RewardedRedemption): number
  /** It counted, so what boosted it is spent. */
  spend(redemption: RewardedRedemption): void
  /** Sends what was spent, in the intake's transaction. */
  write(sql: LaneSql): void
}

/** Asked for every batch: it has to know quickly when there is nothing. Bound by a feature above. */
export abstract class ContributionBoosts {
  abstract of(sql: LaneSql, redemptions: RewardedRedemption[]): Promise<Boosts>
}

const NONE: Boosts = { factorOf: () => 1, spend: () => {}, write: () => {} }

export class NoBoosts extends ContributionBoosts {
  async of(): Promise<Boosts> {
    return NONE
  }
}

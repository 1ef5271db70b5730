import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { SellableReward } from '#rewards/pause_policies'

/** Gives back what viewers have put into a reward that is about to be made anew. */
export abstract class RewardDrain {
  /** Orders the refunds, in the caller's transaction. May be asked again until nothing is open. */
  abstract drain(sql: Sql, after: AfterCommit, reward: SellableReward): Promise<void>
}

/** The drain of each kind of reward, by `rewards.handler`. Filled by the features above. */
export class RewardDrains {
  #drains = new Map<string, RewardDrain>()

  register(handler: string, drain: RewardDrain): this {
    this.#drains.set(handler, drain)
    return this
  }

  async drain(
    sql: Sql,
    after: AfterCommit,
    { handler, ...reward }: SellableReward & { handler: string }
  ): Promise<void> {
    await this.#drains.get(handler)?.drain(sql, after, reward)
  }
}

import type { Sql } from '#core/sql'

/** A reward that is on sale unless there is a reason to pause it. */
export interface SellableReward {
  id: string
  streamerId: string
  campaignId: string | null
  subjectId: string
}

/**
 * Says which rewards must not be sold at the moment, because a redemption could
 * not count. Asked for many rewards at once whenever somebody notifies `rewards`,
 * and every second; it must be quick and only read.
 */
export abstract class PausePolicy {
  /**
   * @returns a reason by reward id, a short code such as `cooling_down`; a
   *   reward left out is on sale
   */
  abstract reasons(sql: Sql, rewards: SellableReward[]): Promise<Map<string, string>>
}

/** The policy of each kind of reward, by `rewards.handler`. Filled by the features above. */
export class PausePolicies {
  #policies = new Map<string, PausePolicy>()

  register(handler: string, policy: PausePolicy): this {
    this.#policies.set(handler, policy)
    return this
  }

  async reasons(
    sql: Sql,
    rewards: (SellableReward & { handler: string })[]
  ): Promise<Map<string, string>> {
    const all = new Map<string, string>()
    for (const [handler, policy] of this.#policies) {
      const own = rewards.filter((reward) => reward.handler === handler)
      const reasons = own.length > 0 ? await policy.reasons(sql, own) : []
      for (const [id, reason] of reasons) {
        all.set(id, reason)
      }
    }
    return all
  }
}

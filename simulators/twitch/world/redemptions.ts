import type { Redemption, RedemptionStatus, Settler } from './model.ts'

type Queue = Map<string, Redemption>

function append(lists: Map<string, Redemption[]>, key: string, redemption: Redemption): void {
  const list = lists.get(key)
  if (list) list.push(redemption)
  else lists.set(key, [redemption])
}

/**
 * Every redemption ever made. The open ones of a reward are kept apart in the order they came, so
 * that neither redeeming nor settling looks at the others.
 */
export class Redemptions {
  readonly #byId = new Map<string, Redemption>()
  readonly #byReward = new Map<string, Redemption[]>()
  readonly #byBroadcaster = new Map<string, Redemption[]>()
  readonly #open = new Map<string, Queue>()
  #sequence = 0

  nextSequence(): number {
    return ++this.#sequence
  }

  get(id: string): Redemption | undefined {
    return this.#byId.get(id)
  }

  add(redemption: Redemption): void {
    this.#byId.set(redemption.id, redemption)
    this.#sequence = Math.max(this.#sequence, redemption.sequence)
    const rewardId = redemption.reward.id
    append(this.#byReward, rewardId, redemption)
    append(this.#byBroadcaster, redemption.broadcasterId, redemption)
    if (redemption.status === 'UNFULFILLED') this.#queue(rewardId).set(redemption.id, redemption)
  }

  settle(redemption: Redemption, status: RedemptionStatus, by: Settler, at: string): void {
    redemption.status = status
    redemption.settledBy = by
    redemption.settledAt = at
    this.#open.get(redemption.reward.id)?.delete(redemption.id)
  }

  openOf(rewardId: string): Redemption[] {
    return [...(this.#open.get(rewardId)?.values() ?? [])]
  }

  openCount(rewardId: string): number {
    return this.#open.get(rewardId)?.size ?? 0
  }

  ofReward(rewardId: string, status: RedemptionStatus): Redemption[] {
    if (status === 'UNFULFILLED') return this.openOf(rewardId)
    return (this.#byReward.get(rewardId) ?? []).filter((item) => item.status === status)
  }

  /** Oldest first. */
  ofBroadcaster(broadcasterId: string): readonly Redemption[] {
    return this.#byBroadcaster.get(broadcasterId) ?? []
  }

  all(): IterableIterator<Redemption> {
    return this.#byId.values()
  }

  #queue(rewardId: string): Queue {
    const known = this.#open.get(rewardId)
    if (known) return known
    const queue: Queue = new Map()
    this.#open.set(rewardId, queue)
    return queue
  }
}

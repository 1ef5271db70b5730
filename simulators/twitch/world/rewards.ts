import type { Reward } from './model.ts'

/** Custom rewards of every channel, enabled or not. */
export class Rewards {
  readonly #byId = new Map<string, Reward>()
  readonly #byBroadcaster = new Map<string, Map<string, Reward>>()

  get(id: string): Reward | undefined {
    return this.#byId.get(id)
  }

  of(broadcasterId: string): Reward[] {
    return [...(this.#byBroadcaster.get(broadcasterId)?.values() ?? [])]
  }

  /** By id or title, as a person names it. */
  find(broadcasterId: string, reference: string): Reward | undefined {
    const shelf = this.#byBroadcaster.get(broadcasterId)
    return shelf?.get(reference) ?? this.titled(broadcasterId, reference)
  }

  titled(broadcasterId: string, title: string): Reward | undefined {
    const wanted = title.trim().toLowerCase()
    return this.of(broadcasterId).find((reward) => reward.title.toLowerCase() === wanted)
  }

  add(reward: Reward): void {
    this.#byId.set(reward.id, reward)
    const shelf = this.#byBroadcaster.get(reward.broadcasterId) ?? new Map<string, Reward>()
    shelf.set(reward.id, reward)
    this.#byBroadcaster.set(reward.broadcasterId, shelf)
  }

  remove(reward: Reward): void {
    this.#byId.delete(reward.id)
    this.#byBroadcaster.get(reward.broadcasterId)?.delete(reward.id)
  }

  all(): Reward[] {
    return [...this.#byId.values()]
  }
}

export function isInStock(reward: Reward): boolean {
  return !reward.maxPerStream.enabled || reward.soldThisStream < reward.maxPerStream.value
}

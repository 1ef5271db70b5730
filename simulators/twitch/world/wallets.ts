/**
 * Channel points of viewers. Unlimited unless a starting balance is set: then every viewer begins
 * with it on every channel.
 */
export class Wallets {
  startingPoints: number | null = null
  readonly #balances = new Map<string, number>()

  /** Null means unlimited. */
  balance(broadcasterId: string, userId: string): number | null {
    if (this.startingPoints === null) return null
    return this.#balances.get(`${broadcasterId}:${userId}`) ?? this.startingPoints
  }

  change(broadcasterId: string, userId: string, points: number): void {
    const balance = this.balance(broadcasterId, userId)
    if (balance !== null) this.#balances.set(`${broadcasterId}:${userId}`, balance + points)
  }

  entries(): [string, number][] {
    return [...this.#balances]
  }

  restore(entries: Iterable<[string, number]>): void {
    for (const [key, balance] of entries) this.#balances.set(key, balance)
  }
}

/** Calls per endpoint and status, so that a bench can tell wasted calls from useful ones. */
export class Counters {
  readonly #calls = new Map<string, { count: number; byStatus: Record<string, number> }>()

  count(endpoint: string, status: number): void {
    const calls = this.#calls.get(endpoint) ?? { count: 0, byStatus: {} }
    calls.count += 1
    calls.byStatus[status] = (calls.byStatus[status] ?? 0) + 1
    this.#calls.set(endpoint, calls)
  }

  clear(): void {
    this.#calls.clear()
  }

  toJSON() {
    return Object.fromEntries(this.#calls)
  }
}

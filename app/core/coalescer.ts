/**
 * Sums up what happens often and tells it seldom: the first at once, then at
 * most every `everyMs` for each key. Holds nothing anybody is owed.
 */
export class Coalescer<Sum> {
  #sums = new Map<string, Sum>()
  #timers = new Map<string, NodeJS.Timeout>()

  constructor(
    private everyMs: number,
    private add: (sum: Sum, more: Sum) => Sum,
    private tell: (sum: Sum) => void
  ) {}

  push(key: string, more: Sum): void {
    const sum = this.#sums.get(key)
    this.#sums.set(key, sum === undefined ? more : this.add(sum, more))
    if (!this.#timers.has(key)) {
      this.#flush(key)
    }
  }

  /** After a quiet spell the key is forgotten, and the next is told at once again. */
  #flush(key: string): void {
    const sum = this.#sums.get(key)
    this.#sums.delete(key)
    if (sum === undefined) {
      this.#timers.delete(key)
      return
    }
    // Unreferenced: it never keeps a process from ending.
    this.#timers.set(key, setTimeout(() => this.#flush(key), this.everyMs).unref())
    this.tell(sum)
  }
}

/**
 * Does work for many at once: for whoever comes first at once, and for all who come
 * while that is under way together afterwards.
 */
export class Gathering<Item> {
  #gathered: { item: Item; caller: PromiseWithResolvers<void> }[] = []
  #isUnderWay = false

  constructor(private work: (items: Item[]) => Promise<void>) {}

  /** Resolves once the work has been done for it; rejects with all of its lot when that failed. */
  add(item: Item): Promise<void> {
    const caller = Promise.withResolvers<void>()
    this.#gathered.push({ item, caller })
    if (!this.#isUnderWay) {
      void this.#goOn()
    }
    return caller.promise
  }

  async #goOn(): Promise<void> {
    this.#isUnderWay = true
    while (this.#gathered.length > 0) {
      const lot = this.#gathered
      this.#gathered = []
      try {
        await this.work(lot.map(({ item }) => item))
        lot.forEach(({ caller }) => caller.resolve())
      } catch (error) {
        lot.forEach(({ caller }) => caller.reject(error))
      }
    }
    this.#isUnderWay = false
  }
}

/** A place is taken at once or not at all: who finds none hears it before they send anything. */
export class Places {
  #taken = new Map<string, number>()
  #inAll = 0

  constructor(private most: { inAll: number; each: number }) {}

  /**
   * Does the work in a place of its own, which is free again whatever comes of it.
   *
   * @param refuse makes what is thrown when there is none: all are `taken`, or somebody has as many as they may (`own`)
   */
  async run<Result>(
    whose: string,
    work: () => Promise<Result>,
    refuse: (why: 'taken' | 'own') => Error
  ): Promise<Result> {
    const own = this.#taken.get(whose) ?? 0
    if (own >= this.most.each) throw refuse('own')
    if (this.#inAll >= this.most.inAll) throw refuse('taken')
    this.#taken.set(whose, own + 1)
    this.#inAll++
    try {
      return await work()
    } finally {
      this.#leave(whose)
    }
  }

  #leave(whose: string): void {
    const own = (this.#taken.get(whose) ?? 1) - 1
    this.#inAll--
    if (own === 0) {
      this.#taken.delete(whose)
    } else {
      this.#taken.set(whose, own)
    }
  }
}

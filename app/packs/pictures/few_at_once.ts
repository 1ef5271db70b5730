/**
 * Lets so many pieces of work run side by side. The others wait: whoever has much to do takes turns with
 * whoever has little, and the work of each is done in its order.
 */
export class FewAtOnce {
  #running = 0
  /** By whose it is; the first one's turn is next. */
  #waiting = new Map<string, (() => void)[]>()

  constructor(private most: number) {}

  async run<Result>(work: () => Promise<Result>, whose = ''): Promise<Result> {
    if (this.#running >= this.most) {
      await new Promise<void>((start) => this.#wait(whose, start))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #wait(whose: string, start: () => void): void {
    const line = this.#waiting.get(whose) ?? []
    line.push(start)
    this.#waiting.set(whose, line)
  }

  /** The next one takes the place over, so that nobody comes between. */
  #leave(): void {
    const [turn] = this.#waiting
    if (!turn) {
      this.#running--
      return
    }
    const [whose, line] = turn
    const start = line.shift()
    this.#waiting.delete(whose)
    if (line.length > 0) {
      this.#waiting.set(whose, line)
    }
    start?.()
  }
}

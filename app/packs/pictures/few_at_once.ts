/** Lets so many pieces of work run side by side; the others wait in their order. */
export class FewAtOnce {
  #running = 0
  #waiting: (() => void)[] = []

  constructor(private most: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.most) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  /** The next one takes the place over, so that nobody comes between. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next) {
      next()
    } else {
      this.#running--
    }
  }
}

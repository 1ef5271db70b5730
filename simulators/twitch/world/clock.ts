/**
 * The simulator's time. It can be advanced and run faster than real time, so that expiries and
 * throughput limits can be tested in seconds.
 */
export class Clock {
  #rate = 1
  #simulatedBase = performance.timeOrigin + performance.now()
  #realBase = this.#simulatedBase

  /** Milliseconds since the epoch, with a fraction. */
  now(): number {
    return this.#simulatedBase + (this.#real() - this.#realBase) * this.#rate
  }

  /** Twitch's nanosecond timestamps, for example 2026-02-03T10:11:12.464757833Z. */
  stamp(at: number = this.now()): string {
    const nanoseconds = Math.floor((at % 1) * 1e6)
    return `${new Date(at).toISOString().slice(0, -1)}${String(nanoseconds).padStart(6, '0')}Z`
  }

  /** Whole seconds, as Helix dates them. */
  seconds(at: number = this.now()): string {
    return `${new Date(at).toISOString().slice(0, 19)}Z`
  }

  advance(milliseconds: number): void {
    this.#rebase()
    this.#simulatedBase += milliseconds
  }

  get rate(): number {
    return this.#rate
  }

  set rate(rate: number) {
    this.#rebase()
    this.#rate = rate
  }

  /** Runs `task` after that much simulated time; returns a function that calls it off. */
  after(milliseconds: number, task: () => void): () => void {
    const timer = setTimeout(task, milliseconds / this.#rate)
    return () => clearTimeout(timer)
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  #real(): number {
    return performance.timeOrigin + performance.now()
  }

  #rebase(): void {
    const now = this.now()
    this.#realBase = this.#real()
    this.#simulatedBase = now
  }
}

/** Something to be done at a time; `timer` is set while it waits for it. */
interface Alarm {
  at: number
  task: () => void
  timer: NodeJS.Timeout | null
}

/** No timer of Node.js waits longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/**
 * The simulator's time. It can be advanced and run faster than real time, so that expiries and
 * throughput limits can be tested in seconds. What waits for a time follows: it is done at once
 * when the clock is advanced past it.
 */
export class Clock {
  #rate = 1
  #simulatedBase = performance.timeOrigin + performance.now()
  #realBase = this.#simulatedBase
  readonly #alarms = new Set<Alarm>()
  /** Called after the clock was advanced, when all that had become due is done. */
  onAdvance: () => void = () => {}

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
    this.#ringDue()
    this.#rearm()
    this.onAdvance()
  }

  get rate(): number {
    return this.#rate
  }

  set rate(rate: number) {
    this.#rebase()
    this.#rate = rate
    this.#rearm()
  }

  /** Runs `task` after that much simulated time; returns a function that calls it off. */
  after(milliseconds: number, task: () => void): () => void {
    const alarm: Alarm = { at: this.now() + milliseconds, task, timer: null }
    this.#alarms.add(alarm)
    this.#arm(alarm)
    return () => this.#forget(alarm)
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  #arm(alarm: Alarm): void {
    if (alarm.timer) clearTimeout(alarm.timer)
    const wait = Math.ceil((alarm.at - this.now()) / this.#rate)
    alarm.timer = setTimeout(
      () => {
        // A timer may be a little early, which a fast clock makes seconds of.
        if (alarm.at > this.now()) this.#arm(alarm)
        else this.#ring(alarm)
      },
      Math.min(Math.max(wait, 0), LONGEST_WAIT_MS)
    )
  }

  #ring(alarm: Alarm): void {
    this.#forget(alarm)
    alarm.task()
  }

  #ringDue(): void {
    const due = [...this.#alarms].filter(({ at }) => at <= this.now())
    due.sort((one, other) => one.at - other.at)
    for (const alarm of due) if (this.#alarms.has(alarm)) this.#ring(alarm)
  }

  #rearm(): void {
    for (const alarm of this.#alarms) this.#arm(alarm)
  }

  #forget(alarm: Alarm): void {
    this.#alarms.delete(alarm)
    if (alarm.timer) clearTimeout(alarm.timer)
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

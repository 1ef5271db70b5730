import { Clock } from '#core/clock'

/** Waits for nothing: time has passed when somebody wants it to. */
export class FastClock extends Clock {
  #ahead = 0

  override millis(): number {
    return super.millis() + this.#ahead
  }

  override async wait(milliseconds: number): Promise<void> {
    this.#ahead += milliseconds
  }
}

import { Clock } from '#core/clock'

/** Runs so many times as fast as the real one, as the simulator's clock can. */
export class AcceleratedClock extends Clock {
  #start = performance.now()
  #startMillis = Date.now()

  constructor(private rate: number) {
    super()
  }

  override millis(): number {
    return this.#startMillis + (performance.now() - this.#start) * this.rate
  }

  override wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return super.wait(milliseconds / this.rate, signal)
  }
}

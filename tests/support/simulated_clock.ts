import { Clock } from '#core/clock'
import type { TwitchSimulator } from './twitch_simulator.js'

/** So many milliseconds at once: a call to the simulator for each would take longer than what is waited for. */
const STEP_MS = 3_000

/** Time passes when somebody waits for it, here and on the simulator alike. */
export class SimulatedClock extends Clock {
  #ahead = 0

  constructor(private simulator: TwitchSimulator) {
    super()
  }

  /** How much has passed by waiting. */
  get waited(): number {
    return this.#ahead
  }

  override millis(): number {
    return super.millis() + this.#ahead
  }

  override async wait(milliseconds: number): Promise<void> {
    const step = Math.max(milliseconds, STEP_MS)
    await this.simulator.control('POST', '/clock', { advanceMs: step })
    this.#ahead += step
  }
}

import { Clock } from '#core/clock'

/** The time of a rehearsal, as its database has it. */
export class RehearsalClock extends Clock {
  #zero: number

  /** @param origin from when on time runs faster, in real milliseconds */
  constructor(
    private origin: number,
    private speed: number
  ) {
    super()
    this.#zero = this.millis()
  }

  override millis(): number {
    return this.origin + (Date.now() - this.origin) * this.speed
  }

  override wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return super.wait(milliseconds / this.speed, signal)
  }

  /** The script begins now. */
  begin(): void {
    this.#zero = this.millis()
  }

  /** When a moment of the rehearsal is, for people outside. */
  toReal(at: string): string {
    return new Date(this.origin + (Date.parse(at) - this.origin) / this.speed).toISOString()
  }

  /** Of the script. */
  get second(): number {
    return (this.millis() - this.#zero) / 1_000
  }

  /** When the script began. */
  get beganAt(): Date {
    return new Date(this.#zero)
  }
}

import type { Notice } from './model.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'

export interface Entry extends Notice {
  /** Counts everything that ever happened, from 1. */
  sequence: number
  at: string
}

/** What happened on Twitch, whether or not anybody was told: the truth that a history is compared with. */
export class Journal {
  readonly #clock: Clock
  readonly #settings: Settings
  #entries: Entry[] = []
  #sequence = 0
  #witness: Notice[] = []

  constructor(clock: Clock, settings: Settings) {
    this.#clock = clock
    this.#settings = settings
  }

  get length(): number {
    return this.#sequence
  }

  note(notice: Notice): void {
    this.#sequence += 1
    this.#witness.push(notice)
    const { journalSize } = this.#settings
    if (journalSize <= 0) return
    this.#entries.push({ ...notice, sequence: this.#sequence, at: this.#clock.stamp() })
    // Cut now and then, not at every event.
    if (this.#entries.length >= journalSize * 2) this.#entries = this.#entries.slice(-journalSize)
  }

  /** What happens while `task` runs. */
  during(task: () => void): Notice[] {
    this.#witness = []
    task()
    return this.#witness
  }

  /** The latest ones that came after that sequence, oldest first. */
  after(sequence: number): Entry[] {
    const kept = this.#entries.slice(-Math.max(this.#settings.journalSize, 1))
    return kept.filter((entry) => entry.sequence > sequence)
  }
}

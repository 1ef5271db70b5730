import type { PlayTime } from './play_time.ts'
import type { Step, Timeline } from './timeline.ts'

export interface RevealOptions {
  timeline: Timeline
  kind: PlayTime['kind']
  perform: (step: Step) => void
}

/** Follows a timeline step by step. Timers drive it: a hidden browser source draws no frames, and gets there all the same. */
export class Reveal {
  #timers: ReturnType<typeof setTimeout>[] = []
  #options: RevealOptions

  constructor(options: RevealOptions) {
    this.#options = options
  }

  start() {
    const { timeline, kind, perform } = this.#options
    if (kind !== 'whole') return perform({ name: 'summary' })
    this.#timers = timeline.steps.map((step) => setTimeout(() => perform(step), step.at))
  }

  stop() {
    this.#timers.forEach(clearTimeout)
    this.#timers = []
  }
}

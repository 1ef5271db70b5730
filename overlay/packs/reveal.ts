import type { PlayTime } from './play_time.ts'
import type { Step, Timeline } from './timeline.ts'

/** What is not on the page yet has nowhere to come from: a summary by itself waits so long, milliseconds. */
const SHOWN_MS = 50

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
    const steps = kind === 'whole' ? timeline.steps : [{ name: 'summary' as const, at: SHOWN_MS }]
    this.#timers = steps.map((step) => setTimeout(() => perform(step), step.at))
  }

  stop() {
    this.#timers.forEach(clearTimeout)
    this.#timers = []
  }
}

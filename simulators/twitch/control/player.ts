import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import type { Director } from '../director/director.ts'
import type { Journal } from '../eventsub/journal.ts'
import { badRequest } from '../http/problem.ts'

export interface Pace {
  /** Ends after so many events, or seconds of real time, whichever is first. */
  events: number
  seconds: number
  /** 0 plays as fast as it can. */
  perSecond: number
}

const AT_ONCE = 200
const MOST_IDLE_ACTS = 2000

/** Plays events at a steady pace without starving the sockets, and counts what was played. */
export class Player {
  readonly #journal: Journal
  #stopped = false

  constructor(journal: Journal) {
    this.#journal = journal
  }

  stop(): void {
    this.#stopped = true
  }

  /** @throws Problem 400 when act after act is without an event, as for a channel without points */
  async play(director: Director, { events, seconds, perSecond }: Pace) {
    const byType: Record<string, number> = {}
    let [played, idle] = [0, 0]
    const start = performance.now()
    const elapsed = () => (performance.now() - start) / 1000

    while (!this.#stopped && played < events && elapsed() < seconds) {
      const due = perSecond > 0 ? Math.floor(elapsed() * perSecond) + 1 : played + AT_ONCE
      while (played < Math.min(due, events)) {
        const notices = this.#journal.during(() => director.act())
        idle = notices.length === 0 ? idle + 1 : 0
        if (idle > MOST_IDLE_ACTS) throw badRequest('Nothing of these kinds can happen there')
        for (const { type } of notices) byType[type] = (byType[type] ?? 0) + 1
        played += notices.length
      }
      await (perSecond > 0 ? pause(1) : setImmediate())
    }
    return { events: played, seconds: elapsed(), byType, sequence: this.#journal.length }
  }
}

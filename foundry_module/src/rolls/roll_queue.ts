import type { RecognisedRoll } from './to_roll_events.ts'

const MAX_WAITING = 300
const MAX_KNOWN = 1000

/** How long a tab that does not hold the lease keeps a roll for a takeover. Milliseconds. */
export const TAKEOVER_MS = 120_000

export interface WaitingRoll {
  roll: RecognisedRoll
  /** By this browser's clock, milliseconds. */
  seenAt: number
  /** True once the dice have come to rest, so that the stream is not ahead of the table. */
  ready: boolean
}

/**
 * Rolls that the server has not acknowledged. Every GM tab keeps one: the lease
 * holder to report them, the others for the case that they take over.
 */
export class RollQueue {
  #waiting = new Map<string, WaitingRoll>()
  /** Ids that were here before: an edited message must not report its rolls again. */
  #known = new Set<string>()

  /** Returns what is to be announced when the dice rest, or null when the roll is known. */
  add(roll: RecognisedRoll, seenAt: number): WaitingRoll | null {
    if (this.#known.has(roll.eventId)) return null
    this.#remember(roll.eventId)

    const entry = { roll, seenAt, ready: false }
    this.#waiting.set(roll.eventId, entry)
    if (this.#waiting.size > MAX_WAITING) this.#drop(this.#waiting.keys().next().value)
    return entry
  }

  ready(): WaitingRoll[] {
    return [...this.#waiting.values()].filter((entry) => entry.ready)
  }

  /** The server has them, or will never take them. */
  settle(eventIds: Iterable<string>) {
    for (const eventId of eventIds) this.#waiting.delete(eventId)
  }

  /** The message was hidden before its rolls were told: they are secrets now, until it is shown. */
  withdraw(messageId: string) {
    for (const [eventId, { roll }] of this.#waiting) {
      if (roll.messageId !== messageId) continue
      this.#waiting.delete(eventId)
      this.#known.delete(eventId)
    }
  }

  /** Another tab holds the lease and reports: older ones are not needed for a takeover. */
  forgetOlderThan(seenAt: number) {
    for (const [eventId, entry] of this.#waiting) {
      if (entry.seenAt < seenAt) this.#waiting.delete(eventId)
    }
  }

  get size() {
    return this.#waiting.size
  }

  #drop(eventId: string | undefined) {
    if (eventId !== undefined) this.#waiting.delete(eventId)
  }

  #remember(eventId: string) {
    this.#known.add(eventId)
    if (this.#known.size <= MAX_KNOWN) return
    const oldest = this.#known.values().next().value
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}

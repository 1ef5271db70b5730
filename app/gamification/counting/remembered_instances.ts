import type { Subject } from '#redemptions/reward_handlers'
import type { LockedInstance, OpenRow } from '#gamification/counting/situation'
import { subjectKey } from '#gamification/counting/switches'

/** How long instances that others change too are looked at before they are counted towards. */
const CONTESTED_MS = 1_000
const REMEMBERED = 10_000

/**
 * The active instances as this process has left them. While nobody else changes
 * one, a batch need not look at it first: it counts on the version it knows, and the
 * database refuses the whole batch if there is another one by now.
 */
export class RememberedInstances {
  #known = new Map<string, OpenRow>()
  #contestedUntil = 0

  /** Those of all subjects, or null when one of them has to be looked at. */
  recall(subjects: Subject[]): OpenRow[] | null {
    if (performance.now() < this.#contestedUntil) {
      return null
    }
    const rows: OpenRow[] = []
    for (const { subjectId, streamerId } of subjects) {
      const row = this.#known.get(subjectKey(subjectId, streamerId))
      if (row === undefined) return null
      rows.push(row)
    }
    return rows
  }

  /** As they are now, locked. */
  learn(rows: OpenRow[]): void {
    if (this.#known.size > REMEMBERED) {
      this.#known.clear()
    }
    for (const row of rows) {
      const key = subjectKey(row.eventId, row.streamerId)
      if (row.instance.status === 'active') {
        this.#known.set(key, row)
        if (row.kind === 'group') this.#share(row.instance)
      } else {
        this.#known.delete(key)
      }
    }
  }

  /** The streamers of a group count towards the same one. */
  #share(instance: LockedInstance): void {
    for (const row of this.#known.values()) {
      if (row.instance.id === instance.id) row.instance = instance
    }
  }

  /** So many have been counted towards it, in a transaction that is on its way. */
  moved(instance: LockedInstance, count: number): void {
    instance.progress += count
    instance.version += 1
  }

  /** It is not active any more. */
  forget({ id }: LockedInstance): void {
    for (const [key, row] of this.#known) {
      if (row.instance.id === id) this.#known.delete(key)
    }
  }

  /** A transaction has failed, perhaps for a version that was not the last. */
  doubt(): void {
    this.#known.clear()
    this.#contestedUntil = performance.now() + CONTESTED_MS
  }
}

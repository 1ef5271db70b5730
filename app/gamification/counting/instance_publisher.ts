import type { Sql } from '#core/sql'
import { InstanceChanged } from '#gamification/instance_changed'
import type { CountedInstances } from '#gamification/counting/event_counting'
import {
  TOLD_COLUMNS,
  type PublicInstanceRow,
  toPublicInstance,
} from '#gamification/public_instance'

type CountedEvent =
  'gamification:instance_created' | 'gamification:instance_progress' | 'gamification:instance_armed'

interface Due {
  events: Set<CountedEvent>
  /** Milliseconds of `performance.now()`. */
  at: number
}

/**
 * How often the state of one instance is read at most. Whoever broadcasts limits
 * the frames themselves to 20 a second; being faster here keeps the two from adding up.
 */
const READ_MS = 30

/**
 * Rests twice as long as it worked, up to this: in a burst over many instances, showing
 * progress must not take the processor from counting.
 */
const REST_MS = 60

type ShownRow = PublicInstanceRow & { campaign_id: string; streamer_id: string | null }

/** No more than is shown: this is read many times a second. */
const SHOWN = `
  SELECT i.id, i.campaign_id, i.event_id, i.streamer_id, i.kind, i.mode, i.status, i.objective,
    i.progress, i.version, i.started_at, i.expires_at,
    jsonb_build_object('eventName', i.rules->'eventName') AS rules,
    ${TOLD_COLUMNS}
  FROM instances i WHERE i.id = ANY ($1::uuid[])`

interface PublisherOptions {
  sql: () => Sql
  onError: (error: unknown) => void
}

/**
 * Tells what counting did to instances, after the commit: the first change at
 * once, those that follow closely together, each with the state it has by then. One
 * read serves all instances that are due.
 */
export class InstancePublisher {
  #due = new Map<string, Due>()
  #lastAt = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #publishing: Promise<void> | undefined
  #restUntil = 0
  #isStopped = false

  constructor(private options: PublisherOptions) {}

  changed({ created, moved, armed }: CountedInstances): void {
    created.forEach((id) => this.#add(id, 'gamification:instance_created'))
    moved.forEach((id) => this.#add(id, 'gamification:instance_progress'))
    armed.forEach((id) => this.#add(id, 'gamification:instance_armed'))
    this.#schedule()
  }

  /** Drops what is not told yet: it was never owed. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#due.clear()
    await this.#publishing
  }

  #add(id: string, event: CountedEvent): void {
    const due = this.#due.get(id)
    const isUrgent = event !== 'gamification:instance_progress'
    const at = isUrgent ? 0 : (this.#lastAt.get(id) ?? -READ_MS) + READ_MS

    if (due) {
      due.events.add(event)
      due.at = Math.min(due.at, at)
    } else {
      this.#due.set(id, { events: new Set([event]), at })
    }
  }

  #schedule(): void {
    if (this.#publishing || this.#isStopped || this.#due.size === 0) {
      return
    }
    clearTimeout(this.#timer)
    const next = Math.min(...[...this.#due.values()].map(({ at }) => at))
    const wait = Math.max(next, this.#restUntil) - performance.now()
    if (wait <= 0) {
      this.#publishing = this.#publish()
    } else {
      this.#timer = setTimeout(() => this.#schedule(), wait)
    }
  }

  async #publish(): Promise<void> {
    const now = performance.now()
    const taken = new Map([...this.#due].filter(([, { at }]) => at <= now))
    for (const id of taken.keys()) {
      this.#due.delete(id)
      this.#lastAt.set(id, now)
    }

    try {
      await this.#dispatch(taken)
    } catch (error) {
      this.options.onError(error)
    }
    this.#forget(now)
    const ended = performance.now()
    this.#restUntil = ended + Math.min(REST_MS, 2 * (ended - now))
    this.#publishing = undefined
    this.#schedule()
  }

  async #dispatch(taken: Map<string, Due>): Promise<void> {
    const rows = await this.options.sql().run<ShownRow>(SHOWN, [[...taken.keys()]])

    for (const row of rows) {
      const instance = toPublicInstance(row)
      const events = taken.get(row.id)?.events ?? new Set()
      // The state is absolute: what was created with its first progress needs one frame.
      if (events.size > 1) {
        events.delete('gamification:instance_progress')
      }
      for (const event of events) {
        await InstanceChanged.dispatch(row.campaign_id, row.streamer_id, instance, { event })
      }
    }
  }

  #forget(now: number): void {
    for (const [id, at] of this.#lastAt) {
      if (now - at > READ_MS) {
        this.#lastAt.delete(id)
      }
    }
  }
}
